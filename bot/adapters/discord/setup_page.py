"""The message of /setup: menus and buttons, each of which carries all it needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import ui

from bot.adapters.discord.digest_pages import state_words
from bot.adapters.discord.listening import Ours
from bot.adapters.discord.markdown import cut, small
from bot.adapters.discord.options import LONGEST, MOST
from bot.adapters.discord.setting_pages import LANGUAGES, Standing, fitted, summary
from bot.core.knowledge import Pack
from bot.core.schedule import WEEKDAYS, schedule_words
from bot.core.subscription import Subscription
from bot.core.tongue import said, say
from bot.service.options import pack_options
from bot.service.setting_values import WORDS, word_of

Item = ui.Item[Any]

CHANNELS: Final = [discord.ChannelType.text, discord.ChannelType.news]

HEAD: Final = said(
    "**Setting up <#{channel}>.** Whatever you choose is kept at once; `/setup` again shows it."
)
SHOWN: Final = ("packs", "private", "language")
"""The settings that are set up here."""

ZONES: Final = {"ja": "Asia/Tokyo", "ko": "Asia/Seoul"}
"""Zones to begin with, by the language of a server."""

WEEK: Final = range(5)
"""Monday to Friday."""


DAYS: Final = (
    said("Monday"),
    said("Tuesday"),
    said("Wednesday"),
    said("Thursday"),
    said("Friday"),
    said("Saturday"),
    said("Sunday"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Setup:
    """What is set up in a channel so far."""

    channel: discord.abc.GuildChannel
    standing: Standing
    digests: Sequence[Subscription]

    @property
    def ident(self) -> str:
        """The channel's id."""
        return str(self.channel.id)


def in_scope(standing: Standing) -> list[Pack]:
    """The packs that are asked in the channel."""
    scope = standing.held.packs
    return [pack for pack in standing.packs if not scope or pack.id in scope]


def setup_page(setup: Setup) -> ui.LayoutView:
    """The menus, with what is set."""
    items: list[Item] = [
        ui.TextDisplay(say(HEAD).format(channel=setup.ident)),
        ui.ActionRow(_channels(setup)),
        *_menus(setup),
        ui.TextDisplay("\n".join([say("**Digests**"), *_digests(setup)])),
        ui.ActionRow(_digest_button(setup), _done_button(setup)),
    ]
    return _laid_out(items)


def done_page(setup: Setup, findings: Sequence[str], question: str) -> ui.LayoutView:
    """What was set up, what is in the way in the server, and what to try now."""
    head = [
        say("**<#{channel}> is set up.**").format(channel=setup.ident),
        *summary(setup.standing, SHOWN),
        *_digests(setup),
    ]
    foot = [small(say("`/settings show` shows all there is to set, `/doctor` what is in the way."))]
    if question:
        asked = say("Try it there: `/ask question:{question}`").format(question=question)
        foot.insert(0, asked)
    told = [f"⚠ {finding}" for finding in findings] or [say("Nothing is in the way.")]
    return _laid_out([ui.TextDisplay(fitted(head, told, foot))])


def digest_form(setup: Setup, locale: discord.Locale) -> ui.Modal:
    """The form of a digest."""
    custom_id = Ours(what="digest", channel=setup.ident).custom_id
    form = ui.Modal(title=say("Digest"), custom_id=custom_id)
    zone = ZONES.get(locale.value, "UTC")
    at: Item = ui.TextInput(custom_id="at", default="09:00", max_length=20)
    place: Item = ui.TextInput(custom_id="zone", default=zone, max_length=40)
    form.add_item(ui.Label(text=say("Time of day"), component=at))
    form.add_item(
        ui.Label(
            text=say("Time zone"),
            description=say("Such as Asia/Tokyo, Europe/Berlin or UTC."),
            component=place,
        )
    )
    form.add_item(ui.Label(text=say("Days"), component=_days()))
    packs = in_scope(setup.standing)
    if len(packs) > 1:
        report = _reports("report", packs, [packs[0].id])
        form.add_item(ui.Label(text=say("Report"), component=report))
    form.stop()  # Nothing is to be kept for it: it is known again by its id.
    return form


def _laid_out(items: Sequence[Item]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items))
    view.stop()
    return view


def _channels(setup: Setup) -> Item:
    here = discord.SelectDefaultValue(
        id=setup.channel.id, type=discord.SelectDefaultValueType.channel
    )
    return ui.ChannelSelect(
        custom_id=Ours(what="channel").custom_id,
        channel_types=CHANNELS,
        placeholder=say("Another channel"),
        default_values=[here] if setup.channel.type in CHANNELS else [],
    )


def _menus(setup: Setup) -> Iterator[Item]:
    held, ident = setup.standing.held, setup.ident
    if len(setup.standing.packs) > 1:
        yield ui.TextDisplay(say("**Reports** that are asked there; all, if you choose none"))
        custom_id = Ours(what="packs", channel=ident).custom_id
        packs = setup.standing.packs
        yield ui.ActionRow(_reports(custom_id, packs, held.packs, least=0, most=MOST))
    yield ui.TextDisplay(say("**Answers to commands**"))
    private = {
        "private": say("For the asker alone, who can share them"),
        "public": say("For all to see"),
    }
    yield _menu("visibility", ident, private, word_of("visibility", held.private))
    yield ui.TextDisplay(say("**Language** that I speak; quotes stay as they are"))
    spoken = {word: say(LANGUAGES[code]) for word, code in WORDS["language"].items()}
    yield _menu("language", ident, spoken, word_of("language", held.language))


def _menu(name: str, channel: str, labels: Mapping[str, str], chosen: str) -> Item:
    options = [
        discord.SelectOption(label=label, value=word, default=word == chosen)
        for word, label in labels.items()
    ]
    custom_id = Ours(what=name, channel=channel).custom_id
    return ui.ActionRow(ui.Select(custom_id=custom_id, options=options))


def _reports(
    custom_id: str, packs: Sequence[Pack], chosen: Sequence[str], *, least: int = 1, most: int = 1
) -> Item:
    options = [
        discord.SelectOption(
            label=cut(option.label, LONGEST), value=option.value, default=option.value in chosen
        )
        for option in pack_options(packs)[:MOST]
    ]
    return ui.Select(
        custom_id=custom_id,
        options=options,
        min_values=least,
        max_values=min(most, len(options)),
        placeholder=say("All that are loaded"),
    )


def _days() -> Item:
    """The days of the week by their short names, from Monday to Friday unless chosen otherwise."""
    names = [say(day) for day in DAYS]
    options = [
        discord.SelectOption(label=label, value=value, default=number in WEEK)
        for number, (label, value) in enumerate(zip(names, WEEKDAYS, strict=True))
    ]
    return ui.Select(custom_id="days", options=options, min_values=1, max_values=len(options))


def _digests(setup: Setup) -> list[str]:
    if not setup.digests:
        return [say("No digest is posted there.")]
    return [
        f"- {digest.id}: {schedule_words(digest.schedule)} · {state_words(digest)}"
        for digest in setup.digests
    ]


def _digest_button(setup: Setup) -> Item:
    return ui.Button(
        label=say("Another digest…") if setup.digests else say("Post a digest…"),
        custom_id=Ours(what="form", channel=setup.ident).custom_id,
    )


def _done_button(setup: Setup) -> Item:
    return ui.Button(
        label=say("Done"),
        style=discord.ButtonStyle.primary,
        custom_id=Ours(what="done", channel=setup.ident).custom_id,
    )
