"""The buttons that an answer gets from where and how it is given."""

from dataclasses import replace
from datetime import datetime

from bot.adapters.slack.post import Action, Post
from bot.adapters.slack.render import render
from bot.core.answer import Answer, Detail, Fallback, Reply
from bot.core.conversation import Way
from bot.core.press import Act, Removal, gap
from bot.core.related import related
from bot.core.tongue import say
from bot.service.inquiring import inquiry_into
from bot.service.misses import is_miss


def answered(
    answer: Answer, utterance: str, now: datetime, *, way: Way = Way.ALONE, mark: str = ""
) -> Post:
    """The post of an answer to an utterance: with questions to go on with, and “Why?”.

    `way` is how the utterance came by it, and `mark` what this turn is recalled by, if it is.
    """
    near = related(answer.pack, answer.entry, now) if isinstance(answer, Reply) else ()
    post = render(answer, related=near)
    asked = inquiry_into(answer, utterance, way=way, mark=mark)
    return post.having(Action(press=asked, label=say("Why this answer?"))) if asked else post


def rateable(post: Post) -> Post:
    """The post with buttons to rate it, if it shows an entry rather than more of one."""
    shown = post.shows
    if shown is None or shown.detail is not Detail.BRIEF or shown.start:
        return post
    return post.having(
        Action(press=replace(shown, act=Act.HELPFUL), label=say("Helpful")),
        Action(press=replace(shown, act=Act.UNHELPFUL), label=say("Not helpful")),
    )


def reportable(post: Post, answer: Answer, utterance: str) -> Post:
    """The post with a button to say that a report should cover the question, if none does."""
    missing = gap(utterance)
    if missing is None or not isinstance(answer, Fallback) or not is_miss(answer):
        return post
    return post.having(Action(press=missing, label=say("This is missing")))


def deletable(post: Post, asker: str) -> Post:
    """The post with a button to delete it, unless only the asker sees it anyway."""
    if post.private or post.line:
        return post
    return post.having(Action(press=Removal(asker=asker), label=say("Delete")))


def shareable(post: Post) -> Post:
    """The post with a button to show it to all, if the asker alone sees it among others."""
    if not post.private or post.shows is None:
        return post
    return post.having(Action(press=post.shows, label=say("Share with channel")))
