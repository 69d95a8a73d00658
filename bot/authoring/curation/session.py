"""Curation from the first cluster to the last: shows, reads keys, edits, and can take it back."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from bot.authoring.curation.clustering import Cluster
from bot.authoring.curation.dialogue import Desk, Keyed, Move, Question, Step, Typed, opening
from bot.authoring.curation.edits import AddCounters, Edit
from bot.authoring.curation.likeness import Senses
from bot.authoring.curation.screen import cluster_lines, done
from bot.authoring.curation.workspace import Workspace
from bot.authoring.errors import CuratorError

END: Final = {"", "\x04"}
"""What is read at the end of the input, and from Ctrl-D."""


LAST: Final = "That was the last. u takes the last decision back, any other key ends."


class Typist(Protocol):
    """Who decides, by keys and lines."""

    def key(self) -> str:
        """The next key; empty at the end of the input."""

    def line(self, prompt: str) -> str | None:
        """The line that is typed after a prompt; None at the end of the input."""


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """How far a curation has come: the cluster at hand, the edits, and the state before."""

    clusters: tuple[Cluster, ...]
    at: int = 0
    edits: tuple[Edit, ...] = ()
    before: "State | None" = None

    @property
    def cluster(self) -> Cluster:
        """The cluster at hand."""
        return self.clusters[self.at]


def decided(state: State, edit: Edit) -> State:
    """The state after an edit; where wordings must not lead leaves open where they should."""
    at = state.at if isinstance(edit, AddCounters) else state.at + 1
    return replace(state, at=at, edits=(*state.edits, edit), before=state)


def skipped(state: State) -> State:
    """The state at the next cluster."""
    return replace(state, at=state.at + 1, before=state)


def apart(state: State) -> State:
    """The state with each question of the cluster at hand by itself."""
    clusters = (
        *state.clusters[: state.at],
        *state.cluster.apart(),
        *state.clusters[state.at + 1 :],
    )
    return replace(state, clusters=clusters, before=state)


class Curation:
    """A curator at work on clusters of missed questions.

    Args:
        workspace: the pack that is edited.
        senses: what its matcher knows words by.
        typist: who decides.
        show: writes lines.
    """

    def __init__(
        self,
        workspace: Workspace,
        senses: Senses,
        typist: Typist,
        show: Callable[[Iterable[str]], None],
    ) -> None:
        self._workspace, self._senses = workspace, senses
        self._typist, self._show = typist, show

    def run(self, clusters: Sequence[Cluster]) -> list[Edit]:
        """Decide on each cluster, until there are no more or the curator quits."""
        state = State(clusters=tuple(clusters))
        while state.clusters:
            step = self._ask(state) if state.at < len(state.clusters) else self._ask_last()
            if step is Move.QUIT:
                break
            state = self._moved(state, step) if isinstance(step, Move) else self._edit(state, step)
        return list(state.edits)

    def _ask_last(self) -> Move:
        """Whether the last decision is to be taken back."""
        self._show(("", LAST))
        return Move.UNDO if _key(self._typist.key()) == "u" else Move.QUIT

    def _ask(self, state: State) -> Edit | Move:
        """What the curator makes of the cluster at hand."""
        self._show(cluster_lines(state.cluster, state.at + 1, len(state.clusters)))
        desk = Desk(cluster=state.cluster, pack=self._workspace.pack, senses=self._senses)
        step: Step = (first := opening(desk))
        while isinstance(step, Keyed | Typed):
            step = self._answer(step, first)
        return step

    def _answer(self, question: Question, first: Keyed) -> Step:
        """What is answered to a question; what is no answer leads back to the first."""
        if isinstance(question, Typed):
            line = self._typist.line(question.prompt)
            if line is None:
                return Move.QUIT
            text = " ".join(line.split())
            return question.take(text) if text else first
        self._show(question.lines)
        typed = self._typist.key()
        if typed in END:
            return Move.QUIT
        if (key := _key(typed)) in question.keys:
            return question.keys[key]()
        if question is first:
            self._show((f"There is nothing on the key {typed!r}.",))
        return first

    def _moved(self, state: State, move: Move) -> State:
        match move:
            case Move.SKIP:
                return skipped(state)
            case Move.APART:
                return apart(state)
            case Move.UNDO:
                return self._undo(state)
            case Move.QUIT:
                return state

    def _undo(self, state: State) -> State:
        if state.before is None:
            self._show(("There is nothing to undo.",))
            return state
        if state.edits != state.before.edits:
            try:
                self._workspace.undo()
            except CuratorError as error:
                self._show((f"Not undone: {error}",))
                return state
        self._show(("Undone.",))
        return state.before

    def _edit(self, state: State, edit: Edit) -> State:
        try:
            self._workspace.apply(edit)
        except CuratorError as error:
            self._show((f"Not added: {error}",))
            return state
        self._show((done(edit),))
        return decided(state, edit)


def _key(typed: str) -> str:
    """A key whatever its width and case: input methods write wide ones."""
    return unicodedata.normalize("NFKC", typed).casefold()
