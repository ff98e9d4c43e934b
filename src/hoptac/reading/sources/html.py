"""HTML pages: the words of the article without menus and notices, table cells parted by tabs."""

from __future__ import annotations

import re
from pathlib import Path

from hoptac.reading.sources.base import SourceError

_DROP = (
    "script, style, noscript, template, svg, iframe, nav, footer, aside, form, button, select, [hidden], [aria-hidden=true], "
    ".menu, .breadcrumb, .sidebar, .advertisement, .social, .share, .comments"
)
_BLOCKS = frozenset(
    (
        "p div section article main header h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr br hr figure "
        "figcaption address title body"
    ).split()
)
_CONTENT = ("article", "main", "[role=main]", ".article-content", ".content-detail", "#content", ".entry-content")


def read_html(path: str) -> dict[str, object]:
    """{"text", "title"} of an HTML page."""
    from selectolax.lexbor import LexborHTMLParser

    data = Path(path).read_bytes()
    tree = LexborHTMLParser(_decoded(data))
    title_node = tree.css_first("title")
    title = " ".join(title_node.text().split()) if title_node else None
    for node in tree.css(_DROP):
        node.decompose()
    body = _main(tree)
    if body is None:
        raise SourceError("Trang HTML “{name}” không có nội dung; hãy lưu lại trang đầy đủ rồi gửi lại.")
    out: list[str] = []
    _walk(body, out)
    text = re.sub(r"[ \xa0]*\n[ \xa0]*", "\n", re.sub(r"[ \r\f\v]+", " ", "".join(out)))
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    if not text.strip():
        raise SourceError("Trang HTML “{name}” không có chữ nào đọc được; hãy lưu lại trang sau khi trang hiện đủ nội dung.")
    return {"text": text, "title": title}


def _decoded(data: bytes) -> str:
    m = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    for encoding in ([m.group(1).decode("ascii")] if m else []) + ["utf-8"]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _main(tree: object) -> object | None:
    """The part with most of the words: an article or main element if it holds at least half of them, else the body."""
    body = tree.body  # type: ignore[attr-defined]
    if body is None:
        return None
    whole = len(body.text())
    for selector in _CONTENT:
        for node in tree.css(selector)[:20]:  # type: ignore[attr-defined]
            if len(node.text()) * 2 >= whole > 0:
                return node  # type: ignore[no-any-return]
    return body  # type: ignore[no-any-return]


def _walk(node: object, out: list[str]) -> None:
    """Iterative walk in document order (no recursion: pages can be nested deeply)."""
    stack: list[tuple[object, bool]] = [(node, False)]
    while stack:
        current, closing = stack.pop()
        tag = current.tag  # type: ignore[attr-defined]
        if tag == "-text":
            out.append(re.sub(r"\s+", " ", current.text_content or ""))  # type: ignore[attr-defined]
            continue
        if tag in ("td", "th"):
            if closing:
                out.append("\t" if _has_next_cell(current) else "")
        elif tag == "tr":
            out.append("" if closing else "\n")  # rows of a table stand close
        elif tag in _BLOCKS and not (tag in ("p", "div", "br") and _in_cell(current)):
            out.append("\n")
        if closing or tag.startswith("!"):
            continue
        stack.append((current, True))
        children = list(current.iter(include_text=True))  # type: ignore[attr-defined]
        stack.extend((c, False) for c in reversed(children))


def _has_next_cell(node: object) -> bool:
    sibling = node.next  # type: ignore[attr-defined]
    while sibling is not None:
        if sibling.tag in ("td", "th"):
            return True
        sibling = sibling.next
    return False


def _in_cell(node: object) -> bool:
    parent = node.parent  # type: ignore[attr-defined]
    depth = 0
    while parent is not None and depth < 6:
        if parent.tag in ("td", "th"):
            return True
        parent, depth = parent.parent, depth + 1
    return False
