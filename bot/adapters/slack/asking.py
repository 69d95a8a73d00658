"""From a question, however it is asked on Slack, to the post that answers it."""

from dataclasses import replace

from bot.adapters.slack.controls import answered, deletable, rateable, reportable, shareable
from bot.adapters.slack.post import Post
from bot.adapters.slack.refusals import DeniedError
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.services import Services
from bot.core.answer import Answer, Reply
from bot.core.conversation import Way
from bot.service.manners import Asker
from bot.service.preferences import InForce


class Asking:
    """Answers questions, whatever way they come."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def admit(self, scene: Scene, held: InForce, *, asks: bool = True) -> None:
        """Let somebody ask, or go on with an answer.

        Raises:
            DeniedError: they may not, or not yet.
        """
        asker = Asker(id=scene.user, name=scene.person)
        denial = self._services.manners.admit(asker, scene.place, held, asks=asks)
        if denial is not None:
            raise DeniedError(denial)

    async def answer(self, scene: Scene, utterance: str, held: InForce) -> Post:
        """The post that answers a question under the settings that hold where it was asked.

        Raises:
            DeniedError: who asks may not, or not yet.
            ScopeGoneError: none of the reports that were chosen there is loaded.
        """
        self.admit(scene, held)
        answer = await self._services.assistant.ask(
            utterance,
            conversation=scene.conversation,
            scope=held.packs,
            person=scene.person,
            mark=scene.mark,
        )
        return self._dressed(answer, utterance, scene, held)

    def _dressed(self, answer: Answer, utterance: str, scene: Scene, held: InForce) -> Post:
        """The post of an answer, with the buttons that it gets there."""
        assistant = self._services.assistant
        if isinstance(answer, Reply):
            self._services.tally.note(scene.place, answer.pack.id, answer.entry.id)
        turn = assistant.recalled(scene.mark)
        way, mark = (Way.ALONE, "") if turn is None else (turn.way, scene.mark)
        post = answered(answer, utterance, assistant.now(), way=way, mark=mark)
        if held.feedback:
            post = rateable(post)
            if self._services.misses is not None:
                post = reportable(post, answer, utterance)
        return placed(scene, replace(post, private=bool(scene.response_url) and held.private))


def placed(scene: Scene, post: Post) -> Post:
    """The post with the buttons that go with who sees it: a message is for all who are there.

    A command may be given between two people, too: there, nobody else sees what is private.
    """
    if not scene.response_url:
        post = replace(post, private=False)
    return shareable(deletable(post, scene.user))
