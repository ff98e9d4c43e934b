"""What the runner says to people: Vietnamese, or English on request."""

from __future__ import annotations

import os


def in_words(vietnamese: str, english: str) -> str:
    return english if os.environ.get("HOPTAC_LANG") == "en" else vietnamese
