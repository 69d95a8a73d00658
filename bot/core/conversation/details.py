"""Asking for more of the last reply, or for its source."""

from typing import Final

from bot.core.answer import Detail
from bot.core.conversation.ellipsis import left_out
from bot.core.matching.text import plain

_MORE: Final = """
more
more please
tell me more
tell me more about it
tell me more about that
go on
もっと
もっと詳しく
もっと教えて
詳しく
더
더 알려줘
더 자세히
자세히
"""

_SOURCE: Final = """
source
sources
the source
the sources
source please
your source
whats the source
what is the source
where does it say that
where does it say so
出典
出典は
出典は何
出典は何ですか
どこに書いてある
どこに書いてありますか
출처
출처는
출처가 뭐야
출처가 어디야
어디에 나와
"""

FOLLOW_UPS: Final = {
    **dict.fromkeys(_MORE.strip().splitlines(), Detail.MORE),
    **dict.fromkeys(_SOURCE.strip().splitlines(), Detail.SOURCE),
}
"""What users write to see more of the last reply, without its closing punctuation."""


def asked_for(utterance: str) -> Detail | None:
    """What an utterance asks to see of the last reply, if it asks for that and nothing else."""
    said = plain(utterance).strip(" .!?。、！？")
    return FOLLOW_UPS.get(said) or FOLLOW_UPS.get(left_out(utterance) or "")
