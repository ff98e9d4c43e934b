"""Errors a person can act on."""

from __future__ import annotations


class UserError(Exception):
    """The question or the input is wrong. The sentence says what, where, and how to mend it, in the user's language.

    `details` is a list of further lines (candidates, rows); the command prints them below, a page as a list.
    """

    def __init__(self, sentence: str, details: list[str] | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
        self.details = list(details or [])
