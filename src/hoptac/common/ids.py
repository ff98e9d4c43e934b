"""Names of records that tell nothing about them."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 o 1 l i: read aloud over the phone


def new_id() -> str:
    """A random name of 12 signs (59 bits): no order, no count, no kind can be read from it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
