"""A draft as PDF: the same blocks and measures as the DOCX, set by typst in state.typ. Nothing is fetched, no system font is used."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.errors import UserError
from hoptac.reporting.draft import Annex, Block, Draft, Heading, Paragraph, Table
from hoptac.reporting.layout import LABEL_NOTE
from hoptac.reporting.page import MOTTO, PAGE

FONTS = paths.BUILD / "fonts"
TEMPLATE = Path(__file__).parent / "state.typ"


def is_ready() -> bool:
    """Whether the fonts were prepared (they are made at set-up)."""
    return (FONTS / "Tinos-Regular.ttf").is_file()


def to_pdf(draft: Draft) -> bytes:
    """The whole document. Text reaches typst as data, never as markup."""
    import typst

    if not is_ready():
        raise UserError(_("Chữ để in PDF chưa được chuẩn bị. Chạy ./hoptac serve một lần, hoặc xuất ra tệp .docx."))
    data = json.dumps(_document(draft), ensure_ascii=False)
    return typst.compile(str(TEMPLATE), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"data": data})


def _document(draft: Draft) -> dict[str, Any]:
    return {
        "page": PAGE.as_json(),
        "motto": list(MOTTO),
        "head": asdict(draft.head),
        "title": draft.title,
        "about": draft.about,
        "about_day": draft.about_day,
        "addressee": draft.addressee,
        "label": draft.label,
        "note": LABEL_NOTE.format(label=draft.label) if draft.label else "",
        "author": draft.author,
        "day": [draft.issued_on.year, draft.issued_on.month, draft.issued_on.day],
        "blocks": [_block(block) for block in draft.blocks],
        "signature": list(draft.signature),
        "recipients": list(draft.recipients),
        "annexes": [_annex(annex, draft) for annex in draft.annexes],
    }


def _block(block: Block) -> dict[str, Any]:
    kinds = {Heading: "heading", Paragraph: "paragraph", Table: "table"}
    made = {"is": kinds[type(block)]} | asdict(block)
    if isinstance(block, Paragraph):
        made["text"] = re.sub(r"(?<=[345]) (?=sao\b)", "\u00a0", block.text)  # "3 sao" is one word: a line never breaks inside
    return made


def _annex(annex: Annex, draft: Draft) -> dict[str, Any]:
    return {
        "name": annex.name,
        "title": annex.title,
        "to": draft.attached,
        "blocks": [_block(block) for block in annex.blocks],
    }
