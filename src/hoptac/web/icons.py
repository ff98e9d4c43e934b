"""Our own line icons, drawn on a 24 × 24 field; stroke and colour come from the text around them."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

_RING = "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z"
_DOC = "M6 3.5h8l4.5 4.5v12.5H6ZM14 3.5V8h4.5"

ICONS: dict[str, str] = {
    "check": "M4.5 12.5 9.5 17.5 19.5 7",
    "warn": "M12 4 21 19.5H3ZM12 10v4.5M12 16.9v.3",
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.4 15.4 20 20",
    "task": "M20 11.5V20H4V5h10.5M8.5 11l3.5 3.5L20.5 6",
    "clock": f"{_RING}M12 7.5v4.8l3.3 2",
    "down": "M5.5 9 12 15.5 18.5 9",
    "up": "M5.5 15 12 8.5 18.5 15",
    "right": "M9.5 5.5 16 12l-6.5 6.5",
    "left": "M14.5 5.5 8 12l6.5 6.5",
    "first": "M17 5.5 10.5 12l6.5 6.5M7 6v12",
    "chart": "M4 4v16h16M8.5 16v-4M13 16V7.5M17.5 16v-6.5",
    "map": "M3.5 6.5 9 4.5l6 2 5.5-2v13L15 19.5l-6-2-5.5 2ZM9 4.5v13M15 6.5v13",
    "document": f"{_DOC}M9 12.5h6.5M9 16h6.5",
    "calendar": "M4 6h16v14H4ZM4 10.5h16M8.5 3.5v4M15.5 3.5v4",
    "organisation": "M4 20V9.5L12 4l8 5.5V20ZM9.5 20v-6h5v6",
    "home": "M4 11.5 12 4.5l8 7M6 10v9.5h12V10",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "unknown": f"{_RING}M9.4 9.7a2.7 2.7 0 1 1 3.8 2.5c-.8.4-1.2.9-1.2 1.8M12 16.5v.3",
    "info": f"{_RING}M12 11v5.5M12 7.6v.3",
    "differs": "M5 9h14M5 15h14M16 4.5 8 19.5",
    "lock": "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "close": "M6 6l12 12M18 6 6 18",
    "plus": "M12 5v14M5 12h14",
    "minus": "M6 12h12",
    "edit": "M5 19l1-4L16.5 4.5l3 3L9 18ZM14 7l3 3",
    "download": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "upload": "M12 20V9M7 13.5l5-5 5 5M5 4h14",
    "equal": "M5 9.5h14M5 14.5h14",
    "return": "M8.5 5 4 9.5 8.5 14M4 9.5h10a5 5 0 0 1 0 10H9",
    "more": "M5.5 12h.01M12 12h.01M18.5 12h.01",
    "eye": "M3 12c3-5 6-6.5 9-6.5s6 1.5 9 6.5c-3 5-6 6.5-9 6.5S6 17 3 12ZM12 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4Z",
    "speech": "M4 5.5h16v11h-9l-4.5 4v-4H4Z",
    "bound": "M6 5.5 17 10 6 14.5M6 19h11",
    "flag": "M6 21V4h12l-3 4 3 4H6",
    "offline": "M4 4l16 16M8 8.5A5.5 5.5 0 0 0 7 19h10M17.5 17a4 4 0 0 0 .5-8 5.5 5.5 0 0 0-6-3",
    "phone": "M6 4h3.5l1.5 4.5-2 1.5a10 10 0 0 0 5 5l1.5-2 4.5 1.5V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z",
    "table": "M4 5h16v14H4ZM4 10h16M4 14.5h16M10 10v9",
    "link": "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.6-5.6L12 7.2M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.6 5.6L12 16.8",
    "print": "M7 8.5V4h10v4.5M7 16H4V8.5h16V16h-3M7 13h10v7H7Z",
    "person": "M12 4.5a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
    "share": "M8 12.5 16 8M8 12.5l8 4.5M6 10a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM18 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z"
    "M18 14.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
    "passport": "M6 3.5h12v17H6ZM12 7.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM9 17h6",
    "merge": "M4 6h4l6 6h6M4 18h4l6-6",
    "split": "M4 12h6M10 12l6-6h4M10 12l6 6h4",
    "filter": "M4 6.5h16M7 12h10M10 17.5h4",
    "bell": "M6.5 16v-5a5.5 5.5 0 0 1 11 0v5l1.5 2H5ZM10 20.5h4",
    "tree": "M10 4h4v4h-4ZM4 16h4v4H4ZM16 16h4v4h-4ZM12 8v4M6 16v-4h12v4",
    "theme": f"{_RING}M12 3.5v17M12 8l7-2.5M12 12h8.5M12 16l7 2.5",
    "exit": "M13 4H5v16h8M10 12h10M16 8l4 4-4 4",
    "move": "M4 12h15M14 7l5 5-5 5",
    "star": "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z",
    "language": f"{_RING}M3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17",
}


@cache
def icon(name: str, label: str = "") -> Markup:
    """An icon by name; hidden from screen readers unless a label is given. An unknown name is a mistake, not a blank."""
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="ht-ic" viewBox="0 0 24 24" {}><path d="{}"/></svg>').format(spoken, ICONS[name])
