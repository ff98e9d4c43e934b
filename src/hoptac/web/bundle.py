"""Static files made light: the stylesheets in one file, text compressed once; without that they are linked one by one."""

from __future__ import annotations

import gzip
import os
import re
from functools import lru_cache
from pathlib import Path

SHEETS = (
    "tokens", "base", "shell", "datebar", "figure", "verdict", "table", "form", "timeline", "charts", "ladder-map", "reading", "import",
    "passport", "compare", "feedback", "choose", "tree", "print",
)  # fmt: skip
SCRIPTS = ("main", "card", "confirm", "datebar", "days", "keys", "scroll", "small", "toast", "words")
LATER = ("bulk", "draft", "explore", "picker", "png", "tree", "work")  # fetched only by pages that need them
FOLDER = Path(__file__).parent / "static" / "web"
JOINED = "web/css/all.css"
FONTS = "vendor/fonts.css"  # made at set-up from the npm packages


def prepare(static_root: Path) -> None:
    """Called before serving: joins the stylesheets and puts a .gz beside each larger text, which the static server hands out."""
    _write(static_root / JOINED, _joined().encode())
    texts = [static_root / JOINED, *static_root.glob("vendor/*.js"), *static_root.glob("vendor/*.css")]
    for text in texts:
        _write(text.with_name(text.name + ".gz"), gzip.compress(text.read_bytes(), 9, mtime=0))


def _joined() -> str:
    """Comments and indents go; relative addresses stay right, for the joined file lies in the folder of its parts."""
    text = "\n".join((FOLDER / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.S)).strip() + "\n"


def _write(target: Path, content: bytes) -> None:
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_name(f"{target.name}.{os.getpid()}.new")
    made.write_bytes(content)
    made.replace(target)


@lru_cache(maxsize=1)
def stylesheets() -> tuple[str, ...]:
    """Addresses of the stylesheets to link; the joined one only while it is no older than its parts."""
    from django.contrib.staticfiles import finders
    from django.templatetags.static import static

    fonts = (static(FONTS),) if finders.find(FONTS) else ()
    joined = finders.find(JOINED)
    if joined and Path(str(joined)).read_text(encoding="utf-8") == _joined():
        return (*fonts, static(JOINED))
    return (*fonts, *(static(f"web/css/{name}.css") for name in SHEETS))


@lru_cache(maxsize=1)
def scripts() -> tuple[str, ...]:
    """Addresses of the script modules, so that a page asks for all at once and not one after the other."""
    from django.templatetags.static import static

    return tuple(static(f"web/js/{name}.js") for name in SCRIPTS)
