"""A post as what Slack takes: blocks within every limit, and text for notifications."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from bot.adapters.slack.post import (
    LONGEST_LABEL,
    Action,
    Code,
    Draft,
    Items,
    Link,
    Offer,
    Piece,
    Post,
    Quote,
    Small,
    Words,
    cut,
    said_in,
)
from bot.adapters.slack.spans import Line, Span
from bot.core.press import Act, View
from bot.core.tongue import say

Block = dict[str, Any]

MOST_BLOCKS: Final = 50
"""Of a message."""

LONGEST_TEXT: Final = 3_000
"""Characters of a text object."""

LONGEST_TITLE, LONGEST_YES = 100, 30
"""Characters of what Slack asks before it takes a click."""

MOST_WITHOUT_LINKS: Final = 9_500
MOST_CHARACTERS: Final = 12_000
"""Characters of all blocks as JSON: Slack refuses from about 13,000 on, and counts in its own way.

With markup counted, it is sure to count no more than we do.
"""

SHORTENED: Final = (2_000, 1_000, 300)
"""Characters of a text that no draft has room for."""

PRESS: Final = "press:"
LINK: Final = "link:"
"""What the ids of buttons begin with that the bot answers, and of those that open pages."""


def lay_out(post: Post) -> dict[str, Any]:
    """The post as arguments of Slack's `chat.postMessage`, and of a response."""
    draft = fitting(post)
    return {"text": headline(post, draft), "blocks": blocks_of(post, draft)}


def without_blocks(post: Post) -> dict[str, Any]:
    """The post as nothing but text, for when Slack refuses its blocks: it parses no markup."""
    pieces = [said_in(piece) for piece in fitting(post).pieces]
    offers = [offer.text for offer in fitting(post).offers]
    links = [f"{link.label}: {link.url}" for link in post.links]
    text = "\n\n".join([*pieces, "\n".join(offers), "\n".join(links)]).strip()
    return {"text": escape(text), "mrkdwn": False}


def headline(post: Post, draft: Draft) -> str:
    """What stands in notifications and is read aloud."""
    return cut(escape(post.headline or said_in(draft.pieces[0])), LONGEST_TEXT)


def escape(text: str) -> str:
    """The text with the three signs replaced that Slack reads in a message's text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fitting(post: Post) -> Draft:
    """The fullest draft that fits; of the last one only so much as does, if none does."""
    for draft in post.drafts:
        if _fits(_blocks(post, draft)):
            return draft
    last = post.drafts[-1]
    text = "\n".join(said_in(piece) for piece in last.pieces)
    for limit in SHORTENED:
        short = Draft(
            pieces=(Words(lines=((Span(text=cut(text, limit)),),)),), actions=last.actions
        )
        if _fits(_blocks(post, short)):
            return short
    raise AssertionError("the buttons alone are too long")


def blocks_of(post: Post, draft: Draft) -> list[Block]:
    """The blocks of a draft, with as many links as there is room for."""
    blocks = _blocks(post, draft)
    for shown in range(len(post.links), 0, -1):
        whole = [*blocks, _row(_link(link, n) for n, link in enumerate(post.links[:shown]))]
        if size(whole) <= MOST_CHARACTERS:
            return whole
    return blocks


def size(blocks: list[Block]) -> int:
    """How long blocks are, all their markup included."""
    return len(json.dumps(blocks, ensure_ascii=False))


def _fits(blocks: list[Block]) -> bool:
    return len(blocks) < MOST_BLOCKS and size(blocks) <= MOST_WITHOUT_LINKS


def _blocks(post: Post, draft: Draft) -> list[Block]:
    """All but the links."""
    blocks = list(_texts(draft.pieces))
    blocks += [_offer(offer, n) for n, offer in enumerate(draft.offers)]
    actions = (*draft.actions, *post.actions)
    if actions:
        first = len(draft.offers)
        blocks.append(_row(_button(each, n) for n, each in enumerate(actions, start=first)))
    return blocks


def _texts(pieces: Iterable[Piece]) -> Iterator[Block]:
    for small, group in groupby(pieces, lambda piece: isinstance(piece, Small)):
        if small:
            yield from (_context(said_in(piece)) for piece in group if said_in(piece))
        elif elements := [element for piece in group for element in _elements(piece)]:
            yield {"type": "rich_text", "elements": elements}


def _elements(piece: Piece) -> Iterator[Block]:
    """A piece as elements of rich text, which Slack shows as they are."""
    match piece:
        case Words():
            inside = _joined(piece.lines)
            if inside:
                yield {"type": "rich_text_section", "elements": inside}
        case Items():
            items = [
                {"type": "rich_text_section", "elements": list(map(_span, each))}
                for each in piece.lines
            ]
            if items:
                yield {"type": "rich_text_list", "style": "bullet", "elements": items}
        case Quote():
            yield {"type": "rich_text_quote", "elements": [_span(Span(text=piece.text))]}
        case Code():
            yield {"type": "rich_text_preformatted", "elements": [_span(Span(text=piece.text))]}
        case Small():
            raise AssertionError("small print is no rich text")


def _joined(paragraphs: Iterable[Line]) -> list[Block]:
    """Paragraphs one under the other, each on a line of its own."""
    inside: list[Block] = []
    for paragraph in paragraphs:
        if inside:
            inside.append(_span(Span(text="\n")))
        inside += map(_span, paragraph)
    return inside


def _span(span: Span) -> Block:
    if span.user:
        return {"type": "user", "user_id": span.user}
    if span.channel:
        return {"type": "channel", "channel_id": span.channel}
    if span.at:
        form = "{date_short_pretty} {time}" if span.day else "{time_secs}"
        shown = {"timestamp": int(span.at.timestamp()), "format": form}
        return {"type": "date", **shown, "fallback": span.text}
    styles = {"bold": span.bold, "italic": span.italic, "code": span.code}
    style = {name: True for name, held in styles.items() if held}
    element: Block = {"type": "text", "text": span.text}
    if span.url:
        element = {"type": "link", "url": span.url, "text": span.text}
    return {**element, "style": style} if style else element


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_plain(cut(text, LONGEST_TEXT))]}


def _plain(text: str) -> Block:
    """Text in which Slack reads nothing, no emoji either."""
    return {"type": "plain_text", "text": text, "emoji": False}


def _offer(offer: Offer, number: int) -> Block:
    return {
        "type": "section",
        "text": _plain(cut(offer.text, LONGEST_TEXT)),
        "accessory": _button(offer.action, number),
    }


def _row(buttons: Iterable[Block]) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def _button(action: Action, number: int) -> Block:
    press = action.press
    button: Block = {
        "type": "button",
        "action_id": f"{PRESS}{number}",
        "text": _plain(cut(action.label, LONGEST_LABEL)),
        "value": press.custom_id,
    }
    if action.sure:
        button["confirm"] = _confirmation(action)
    chooses = isinstance(press, View) and press.act is Act.CHOOSE
    return {**button, "style": "primary"} if chooses else button


def _confirmation(action: Action) -> Block:
    return {
        "title": _plain(cut(action.label, LONGEST_TITLE)),
        "text": _plain(action.sure),
        "confirm": _plain(cut(action.label, LONGEST_YES)),
        "deny": _plain(cut(say("Cancel"), LONGEST_YES)),
    }


def _link(link: Link, number: int) -> Block:
    return {
        "type": "button",
        "action_id": f"{LINK}{number}",
        "text": _plain(cut(link.label, LONGEST_LABEL)),
        "url": link.url,
    }
