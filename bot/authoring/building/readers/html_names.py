"""Names that sites give to what stands around and among a text: elements, roles, classes."""

import re
from typing import Final

TAGS: Final = {
    "nav": "navigation",
    "footer": "page footer",
    "dialog": "dialog",
    "menu": "navigation",
    "button": "button",
    "select": "form",
    "input": "form",
    "textarea": "form",
    "iframe": "frame",
    "object": "frame",
    "audio": "player",
    "video": "player",
    "canvas": "picture",
    "math": "formula",
    "del": "struck out",
    "s": "struck out",
    "strike": "struck out",
}

ROLES: Final = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "doc-toc": "table of contents",
    "directory": "table of contents",
    "contentinfo": "page footer",
    "search": "search form",
    "toolbar": "toolbar",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "doc-backlink": "footnote",
}

_CLASSES: Final = (
    ("cookie banner", r"cookies?|consent|gdpr|onetrust|ccpa"),
    ("share bar", r"share|sharing|shares|social|addthis|sharethis|sharedaddy|addtoany"),
    (
        "related links",
        r"related|relatedposts|recommended|recirc|recirculation|trending|popular"
        r"|teasers?|(?:more|top|latest|most) (?:stories|news|posts|articles|reading|read|viewed)"
        r"|read (?:more|next)|up next|also like|outbrain|taboola|carousel",
    ),
    (
        "newsletter",
        r"newsletters?|subscribe|subscription|signup|sign up|mailinglist|mailing list|mc embed"
        r"|paywall|donate|donation|membership",
    ),
    ("comments", r"comments|comment list|respond|disqus|discussion thread"),
    (
        "advertisement",
        r"ads?|advert|adverts|advertisement|advertising|sponsor|sponsored|promo|promos|promotion"
        r"|dfp|adslot",
    ),
    (
        "navigation",
        r"nav|navbar|navigation|navbox|menu|submenu|breadcrumbs?|crumbs|pagination|pager|paging"
        r"|skip link|skip|skiplink|catlinks|jump link|prev next|post nav|tabs|toolbar|sitemap"
        r"|back to top|backtotop|hatnote|top bar|topbar|site header|masthead|editsection|usa banner"
        r"|language (?:switcher|selector|list)|langs?",
    ),
    ("page footer", r"footer|colophon|site info|copyright|printfooter|legal"),
    ("table of contents", r"toc|table of contents|tableofcontents|on this page|contents list"),
    ("download bar", r"download bar|downloads?|buttons?|btn|btns|print (?:link|button|tools)|cta"),
    ("sidebar", r"sidebar|side bar|widgets?|rail|right rail|secondary"),
    ("author box", r"(?:about )?author (?:bio|box|card|info)|about author|bio box|vcard box"),
    ("tags", r"tag links|post tags|tags|tag list|cat links|categories|keywords list"),
    ("notice", r"noprint|popup|modal|overlay|lightbox|alert|toast|announcement|dablink"),
    ("infobox", r"infobox|metadata"),
)

PATTERNS: Final = tuple((reason, re.compile(rf"\b(?:{p})\b")) for reason, p in _CLASSES)

BYLINES: Final = re.compile(
    r"\b(?:byline|dateline|meta|info|pubdate|posted|timestamp|date|author|authors|published)\b"
)

HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

UNSEEN: Final = re.compile(
    r"\b(?:sr only|visually hidden|visuallyhidden|screen reader(?: text)?|d none|is hidden"
    r"|hidden|offscreen)\b"
)
