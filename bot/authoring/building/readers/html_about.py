"""What a page says of itself: its title, publisher, date, address and language."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import html

from bot.authoring.building.readers.assembly import About, agrees
from bot.authoring.building.readers.dates import date_in
from bot.authoring.building.readers.html_data import data_of, metas_of, text_in
from bot.authoring.building.readers.html_tree import text_of
from bot.authoring.building.readers.titles import is_believable

_TITLES: Final = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_PUBLISHERS: Final = (
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_technical_report_institution",
    "og:site_name",
    "article:publisher",
    "application-name",
)
_DATES: Final = (
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "date",
)

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

_LOCAL: Final = re.compile(r"localhost$|^127\.|^192\.168\.|example\.(?:com|org)$|\.local$|^[^.]+$")


def about(root: html.HtmlElement) -> About:
    """What it says, as far as that can be believed."""
    metas, data = metas_of(root), data_of(root)
    return About(
        title=_title(root, metas, data),
        publisher=_publisher(metas, data),
        published=_published(root, metas, data),
        url=_url(root, metas, data),
        language=_language(root, metas, data),
    )


def _title(root: html.HtmlElement, metas: Mapping[str, str], data: Mapping[str, Any]) -> str | None:
    """The page's main heading if its data agree, else what they say."""
    named = [*(metas.get(name, "") for name in _TITLES), text_in(data.get("headline"))]
    head = next(root.iter("title"), None)
    in_head = text_of(head) if head is not None else ""
    named = [*filter(is_believable, named)]
    headings = [*filter(is_believable, map(text_of, root.iter("h1")))]
    for heading in headings:
        if any(agrees(heading, name) for name in (*named, in_head)):
            return heading
    if named:
        return named[0]
    if len(headings) == 1:
        return headings[0]
    return in_head if is_believable(in_head) else None


def _publisher(metas: Mapping[str, str], data: Mapping[str, Any]) -> str | None:
    named = [metas.get(name, "") for name in _PUBLISHERS[:4]]
    named += [text_in(data.get("publisher"), "name"), *(metas.get(n, "") for n in _PUBLISHERS[4:])]
    return next((n for n in named if is_believable(n) and not n.startswith("http")), None)


def _published(
    root: html.HtmlElement, metas: Mapping[str, str], data: Mapping[str, Any]
) -> date | None:
    named = [text_in(data.get("datePublished")), *(metas.get(name, "") for name in _DATES)]
    times = list(root.iter("time"))
    for time in times:
        says = time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
        if says or len(times) == 1:
            named += [time.get("datetime") or "", text_of(time)]
    return next(filter(None, map(date_in, filter(None, named))), None)


def _url(root: html.HtmlElement, metas: Mapping[str, str], data: Mapping[str, Any]) -> str | None:
    links = [a.get("href") or "" for a in root.iter("link") if a.get("rel") == "canonical"]
    named = [*links, metas.get("og:url", ""), text_in(data.get("url"))]
    named.append(text_in(data.get("mainEntityOfPage"), "@id", "url"))
    return next(filter(is_address, named), None)


def is_address(url: str) -> bool:
    """Whether it is a page's address on the web, and not that of a whole site."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    whole_site = parts.path in {"", "/"} and not parts.query
    return parts.scheme in {"http", "https"} and not _LOCAL.search(host) and not whole_site


def _language(
    root: html.HtmlElement, metas: Mapping[str, str], data: Mapping[str, Any]
) -> str | None:
    top = next(root.iter("html"), root)
    named = [top.get("lang"), top.get("{http://www.w3.org/XML/1998/namespace}lang")]
    named += [
        metas.get("content-language"),
        text_in(data.get("inLanguage")),
        metas.get("og:locale"),
    ]
    tags = ((name or "").strip().replace("_", "-") for name in named)
    return next(filter(_TAG.fullmatch, tags), None)
