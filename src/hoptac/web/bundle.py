"""The stylesheets of a page: one file where set-up has joined them, else one by one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

SHEETS = (
    "tokens", "base", "shell", "datebar", "figure", "verdict", "table", "form", "timeline", "charts", "ladder-map", "reading", "passport",
    "feedback", "print",
)  # fmt: skip
FOLDER = Path(__file__).parent / "static" / "web" / "css"
JOINED = "web/css/all.css"
FONTS = "vendor/fonts.css"  # made at set-up from the npm packages


def write_joined(static_root: Path) -> Path:
    """Joins the sheets into one, for set-up: fewer round trips on a bad line. Relative addresses stay right (same folder)."""
    target = static_root / JOINED
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS), encoding="utf-8")
    return target


@lru_cache(maxsize=1)
def stylesheets() -> tuple[str, ...]:
    """Addresses of the stylesheets to link."""
    fonts = (static(FONTS),) if finders.find(FONTS) else ()
    if finders.find(JOINED) and not _stale():
        return (*fonts, static(JOINED))
    return (*fonts, *(static(f"web/css/{name}.css") for name in SHEETS))


def _stale() -> bool:
    joined = finders.find(JOINED)
    made = Path(str(joined)).stat().st_mtime
    return any((FOLDER / f"{name}.css").stat().st_mtime > made for name in SHEETS)
