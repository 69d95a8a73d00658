"""The data that a page has about itself: meta elements and JSON-LD."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import html

from bot.authoring.building.readers.characters import tidy

_REPORTS: Final = frozenset(
    {
        "Article",
        "NewsArticle",
        "Report",
        "TechArticle",
        "ScholarlyArticle",
        "BlogPosting",
        "WebPage",
    }
    | {
        "AnalysisNewsArticle",
        "GovernmentDocument",
        "CreativeWork",
        "PublicationIssue",
        "Legislation",
    }
)

MOST_DATA: Final = 1_000_000
"""Characters of a page's data about itself (JSON-LD)."""


def metas_of(root: html.HtmlElement) -> dict[str, str]:
    """What its meta elements say, by their names in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        name = name or meta.get("http-equiv") or ""
        text = tidy(meta.get("content") or "")
        if name and text:
            found.setdefault(name.lower(), text)
    return found


def data_of(root: html.HtmlElement) -> Mapping[str, Any]:
    """The first thing in the page's JSON-LD that is a report of some kind."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            told = json.loads((script.text or "")[:MOST_DATA])
        except (ValueError, RecursionError):
            continue
        for thing in _things(told):
            kinds = thing.get("@type")
            if not _REPORTS.isdisjoint([kinds] if isinstance(kinds, str) else _strings(kinds)):
                return thing
    return {}


def _things(told: object) -> Iterator[Mapping[str, Any]]:
    for thing in told if isinstance(told, list) else [told]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            yield thing
            yield from (one for one in graph or [] if isinstance(one, dict))


def _strings(told: object) -> list[str]:
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def text_in(told: object, *keys: str) -> str:
    """A text in the data: itself, or that of one of the keys of an object."""
    if isinstance(told, list) and told:
        told = told[0]
    if isinstance(told, dict):
        told = next((told[key] for key in keys if isinstance(told.get(key), str)), "")
    return tidy(told) if isinstance(told, str) else ""
