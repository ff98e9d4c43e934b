"""Personal values apart: a salt for each person, the values in a table of their own, only commitments in the chain."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from hoptac.audit import chain
from hoptac.audit.models import Salt, Sealed

ERASED = "person.erase"  # the act that makes missing values lawful
BATCH = 1000


class Sealing:
    """The values of the rows of one change; salts are read or made once a person."""

    def __init__(self) -> None:
        self._salts: dict[str, bytes] = {}
        self._rows: list[Sealed] = []

    def seal(self, number: int, personal: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
        """Takes the values of row `number`; gives what the chain holds in their place."""
        given: dict[str, dict[str, str]] = {}
        for subject, values in personal.items():
            salt = self._salt(subject)
            for field, value in values.items():
                kept = chain.plain(value)
                given.setdefault(subject, {})[field] = chain.commitment(salt, number=number, subject=subject, field=field, value=kept)
                self._rows.append(Sealed(entry=number, subject=subject, field=field, value=kept))
        return given

    def keep(self) -> None:
        """Writes the values taken."""
        if self._rows:
            Sealed.objects.bulk_create(self._rows, batch_size=BATCH)

    def _salt(self, subject: str) -> bytes:
        if subject not in self._salts:
            row, _made = Salt.objects.get_or_create(subject=subject, defaults={"salt": secrets.token_bytes(32)})
            self._salts[subject] = bytes(row.salt)
        return self._salts[subject]


def forget(subject: str) -> int:
    """Removes a person's salt and values; gives the number of values."""
    Salt.objects.filter(subject=subject).delete()
    return Sealed.objects.filter(subject=subject).delete()[0]
