"""Compiles the English catalogue (msgids are Vietnamese, so Vietnamese needs none) into .build/locale: a bare machine has no msgfmt."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "hoptac" / "config" / "locale" / "en" / "LC_MESSAGES" / "django.po"
TARGET = ROOT / ".build" / "locale" / "en" / "LC_MESSAGES" / "django.mo"


def main() -> None:
    if not SOURCE.exists():
        return
    with SOURCE.open("rb") as source:
        catalogue = read_po(source, locale="en", abort_invalid=True)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    part = TARGET.with_suffix(".part")
    with part.open("wb") as target:
        write_mo(target, catalogue)
    part.replace(TARGET)


if __name__ == "__main__":
    main()
