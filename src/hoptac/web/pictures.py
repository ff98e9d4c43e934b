"""A chart as a picture of its own (SVG with its colours inside), for letters and slides. Geometry comes from `charts` and `hexmap`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape

from hoptac.web.numbers import figure_view, number, pick, signed

INK, INK_2, INK_3, LINE, PAPER, ACCENT = "#17232a", "#46535a", "#5d686e", "#e3dfd5", "#fbfaf7", "#0b5c6e"
TONES = {
    "acc": ACCENT, "track": LINE, "none": "#cfc9bb", "s0": LINE, "s1": "#c5dfe1", "s2": "#5296a2", "s3": ACCENT, "ok": "#1d6a3b",
    "okl": "#8dbf9d", "bad": "#a5261b", "warn": "#d9a94a", "note": "#ab98d6", "ink": INK_2,
}  # fmt: skip
FONT = "'Be Vietnam Pro','Segoe UI',Arial,sans-serif"
WIDTH, SIDE = 860, 28


@dataclass(frozen=True)
class Picture:
    """What is drawn, and how large it is."""

    width: float
    height: float
    body: str


def whole(picture: Picture, title: str, note: str) -> str:
    """The picture with its title above and its day and origin below: it is understood without the page it came from."""
    lines = _wrapped(title, int((max(picture.width, 420)) / 10.5))
    width, top = max(picture.width, 420) + 2 * SIDE, 30 + 26 * len(lines)
    height = top + picture.height + 44
    head = "".join(_text(SIDE, 34 + 26 * i, line, 19, INK, weight=600) for i, line in enumerate(lines))
    left = SIDE + (width - 2 * SIDE - picture.width) / 2
    foot = _text(SIDE, height - 16, note, 12, INK_3)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'font-family="{FONT}" role="img"><title>{escape(title)}</title><rect width="100%" height="100%" fill="{PAPER}"/>'
        f'{head}<g transform="translate({left:g} {top:g})">{picture.body}</g>{foot}</svg>'
    )


def _wrapped(text: str, room: int) -> list[str]:
    lines = [""]
    for word in str(text).split():
        if lines[-1] and len(lines[-1]) + len(word) >= room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _text(x: float, y: float, text: Any, size: float, fill: str, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'
    )


def _short(text: Any, room: int) -> str:
    plain = str(text)
    return plain if len(plain) <= room else plain[: room - 1].rstrip() + "…"


# --- over time ------------------------------------------------------------------------------------------------------------------


def trend(t: Any) -> Picture:
    """A line over time, dashed after the day in view."""
    out = []
    for y, text in t.ticks:
        out.append(f'<path d="M{t.left} {y}H{t.right}" stroke="{LINE}"/>' + _text(t.left - 7, y + 4, text, 12.5, INK_3, "end"))
    out += [_text(x, t.bottom + 21, text, 12.5, INK if on else INK_3, "middle", 600 if on else 400) for x, text, on in t.labels]
    if t.day_x is not None:
        out.append(f'<path d="M{t.day_x} {t.top}V{t.bottom}" stroke="{INK_3}" stroke-dasharray="2 3"/>')
    if t.after:
        out.append(f'<polyline points="{t.after}" fill="none" stroke="{INK_3}" stroke-width="2" stroke-dasharray="3 5"/>')
    out.append(f'<polyline points="{t.before}" fill="none" stroke="{ACCENT}" stroke-width="2.6" stroke-linejoin="round"/>')
    for p in t.points:
        fill, edge = (PAPER, INK_3) if p.after else (ACCENT, PAPER)
        out.append(f'<circle cx="{p.x}" cy="{p.y}" r="{5.5 if p.current else 3.4}" fill="{fill}" stroke="{edge}" stroke-width="1.5"/>')
        if p.shown:
            out.append(_text(p.text_x, p.text_y, p.text, 18 if p.current else 14, ACCENT if p.current else INK_2, p.anchor, 600))
    return Picture(t.width, t.height, "".join(out))


# --- rows with a bar ------------------------------------------------------------------------------------------------------------


def rows(lines: Sequence[tuple[Any, Any, Sequence[tuple[str, float, float]]]]) -> Picture:
    """Lines of (label, value in words, bars of (tone, x, width) in percent)."""
    named, told, step = 250, 110, 30
    room = (WIDTH - named - told) / 100
    out = []
    for i, (label, value, bars) in enumerate(lines):
        y = i * step
        out.append(_text(0, y + 19, _short(label, 38), 14, INK))
        out += [
            f'<rect x="{named + x * room:g}" y="{y + 6}" width="{max(width * room, 1):g}" height="17" fill="{TONES.get(tone, ACCENT)}"/>'
            for tone, x, width in bars
        ]
        out.append(_text(WIDTH, y + 19, value, 14, INK, "end", 600))
        out.append(f'<path d="M0 {y + step}H{WIDTH}" stroke="{LINE}"/>')
    return Picture(WIDTH, len(lines) * step + 4, "".join(out))


def bars(drawn: Sequence[tuple[Any, float]]) -> Picture:
    """Bars by unit, as `charts.bar_rows` measured them."""
    return rows([(pick(row, "label"), figure_view(pick(row, "fig", pick(row, "value"))).full, [("acc", 0, width)]) for row, width in drawn])


def waterfall(w: Any) -> Picture:
    """Why one number became another."""
    tones = {"total": "ink", "plus": "ok", "minus": "bad", "same": "none"}
    lines = []
    for step in w.steps:
        day = pick(step.row, "as_of")
        label = pick(step.row, "label") or (f"{day:%d/%m/%Y}" if day else "")
        text = number(step.value) if step.kind == "total" else signed(step.value)
        lines.append((label, text, [(tones[step.kind], step.x, step.width)]))
    return rows(lines)


def ladder(levels: Sequence[Any]) -> Picture:
    """Each level as a part of the whole."""
    lines = []
    for i, level in enumerate(levels, 1):
        fig = pick(level, "fig")
        whole_, value = pick(fig, "denominator") or 0, pick(fig, "value") or 0
        part = float(value) / float(whole_) * 100 if whole_ else 0
        tone = f"s{pick(level, 'step') or min(i, 3)}"
        lines.append((pick(level, "label"), figure_view(fig).full, [("track", 0, 100), (tone, 0, part)]))
    return rows(lines)


def distribution(d: Any) -> Picture:
    """How many fall into each class, as columns."""
    out = [f'<path d="M{d.left} {d.bottom}H{d.right}" stroke="{INK_3}"/>']
    for column in d.columns:
        out.append(
            f'<rect x="{column.x}" y="{column.y}" width="{column.width}" height="{column.height}" '
            f'fill="{ACCENT if column.current else TONES["s2"]}"/>'
        )
        out.append(_text(column.middle, column.y - 6, column.text, 13, INK_2, "middle", 600))
        out.append(_text(column.middle, d.bottom + 18, column.label, 12.5, INK_3, "middle"))
    return Picture(d.width, d.height, "".join(out))


# --- maps -----------------------------------------------------------------------------------------------------------------------


def hexmap(m: Any) -> Picture:
    """Tiles or outlines with their names."""
    out = []
    for tile in m.tiles:
        step = pick(tile.unit, "step")
        if step == "dot" and not getattr(tile, "path", ""):
            out.append(f'<circle cx="{tile.x}" cy="{tile.y}" r="4" fill="{TONES["none"]}"/>')
            continue
        fill = "none" if step is None else TONES["none"] if step == "dot" else TONES.get(f"s{step}", LINE)
        edge = ' stroke="#a9b1b4" stroke-dasharray="2.5 2"' if step is None else ' stroke="#4a8c99"' if step == 1 else f' stroke="{PAPER}"'
        shape = f'<path d="{tile.path}"' if getattr(tile, "path", "") else f'<polygon points="{tile.points}"'
        out.append(f'{shape} fill="{fill}"{edge}><title>{escape(pick(tile.unit, "name"))}: {escape(pick(tile.unit, "text") or "")}</title>')
        out.append("</path>" if getattr(tile, "path", "") else "</polygon>")
    for inset in getattr(m, "insets", ()):
        out.append(f'<rect x="{inset.x}" y="{inset.y}" width="{inset.width}" height="{inset.height}" fill="none" stroke="{INK_3}"/>')
        out += [_text(inset.x + 8, inset.y + 18 + 15 * i, line, 12, INK_2, weight=500) for i, line in enumerate(inset.lines)]
    for label in m.labels:
        out.append(
            f'<text x="{label.x}" y="{label.y}" font-size="12" font-weight="500" fill="{INK_2}" text-anchor="{label.anchor}" '
            f'stroke="{PAPER}" stroke-width="4" paint-order="stroke">{escape(label.text)}</text>'
        )
    return Picture(m.width, m.height, "".join(out))


DRAWERS: dict[str, Callable[[Any], Picture]] = {
    "trend": trend, "bars": bars, "waterfall": waterfall, "ladder": ladder, "distribution": distribution, "hexmap": hexmap,
}  # fmt: skip
