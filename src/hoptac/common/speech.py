"""What commands say to people: Vietnamese, or English with --lang en.

Not in the catalogue: a command must be able to speak before Django is loaded, and `read` never loads it.
"""

from __future__ import annotations

import os
import sys


def is_english() -> bool:
    """Whether answers to people are wanted in English."""
    return os.environ.get("HOPTAC_LANG", "vi") == "en"


def in_words(vietnamese: str, english: str) -> str:
    """The sentence in the language asked for."""
    return english if is_english() else vietnamese


def say(vietnamese: str, english: str) -> None:
    """A message to the person at the terminal; the answer itself goes to stdout."""
    print(in_words(vietnamese, english), file=sys.stderr, flush=True)
