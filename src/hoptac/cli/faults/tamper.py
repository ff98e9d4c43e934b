"""Tampering: a copy of a trail is bent with full access to the file, each time in another way, and checked against a head kept outside."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from hoptac.cli.faults import Outcome, own_folder

SHORT, FULL = 10, 1000
ROWS = 240
PEOPLE = 12
UNTOUCHED = 10  # one untouched copy for so many bent ones


def run(rounds: int, seed: int) -> list[Outcome]:
    """Bends `rounds` copies, and looks at untouched and lawfully changed ones in between."""
    from hoptac.cli import site

    with own_folder() as folder:
        from hoptac.cli.faults import use_folder

        use_folder(folder)
        site.load_django(doors=False)
        original = _fill(folder, random.Random(seed))
        found, calm = Outcome("tamper", seed), Outcome("tamper-untouched", seed)
        for number in range(rounds):
            _bend(folder, original, random.Random(seed * 1_000_003 + number), found)
            if number % UNTOUCHED == 0:
                _leave(folder, original, random.Random(number), calm)
        return [found.done(), calm.done()]


def _fill(folder: Path, chance: random.Random) -> Path:
    """A trail with personal values, one person of whom was lawfully erased; gives the file, closed."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from hoptac.audit import actions
    from hoptac.audit.models import Actor

    call_command("migrate", "audit", verbosity=0)
    by = Actor("operator", "faults")
    for number in range(ROWS):
        subject = f"person{chance.randrange(PEOPLE)}"
        told = {subject: {"phone": f"09{chance.randrange(10**8):08}", "name": chance.choice(["An", "Bình", "Chi"])}}
        with transaction.atomic():
            data = {"n": number, "name": "Hợp tác xã", "share": number / 7, "on": "2024-11-01"}
            actions.write(by=by, act="test.act", kind="test", id=str(number % 30), data=data, personal=told if number % 3 else None)
    actions.erase(by=by, subject="person0", why="faults")
    connection.close()
    return folder / "hoptac.sqlite3"


class Bent:
    """A copy in the hands of somebody who may write any byte of it."""

    def __init__(self, file: Path, chance: random.Random) -> None:
        self.base = sqlite3.connect(file, isolation_level=None)
        self.chance = chance
        self.guards = self.ask("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _sql in self.guards:
            self.do(f'DROP TRIGGER "{name}"')
        self.last = self.ask("SELECT MAX(id) FROM audit_entry")[0][0]

    def ask(self, query: str, *words: object) -> list[tuple]:
        return self.base.execute(query, words).fetchall()

    def do(self, query: str, *words: object) -> None:
        self.base.execute(query, words)

    def row(self) -> int:
        return self.chance.randint(1, self.last)

    def rebuild(self) -> None:
        """Recomputes every hash, so that the chain is without a flaw in itself."""
        from datetime import UTC, datetime

        from hoptac.audit import chain, store

        before = chain.START
        for row in self.ask(f"SELECT {', '.join(store.COLUMNS[:-1])} FROM audit_entry ORDER BY id"):
            at = datetime.fromisoformat(row[1]).replace(tzinfo=UTC)
            before = chain.digest(before, chain.Link(row[0], at, *row[2:10], json.loads(row[10]), json.loads(row[11])))
            self.do("UPDATE audit_entry SET hash = ? WHERE id = ?", before, row[0])

    def close(self, *, guards_again: bool = True) -> None:
        for _name, sql in self.guards if guards_again else []:
            self.do(sql)
        self.base.close()


def _edit(bent: Bent) -> None:
    column = bent.chance.choice(["act", "actor", "actor_kind", "object_kind", "object_id", "why", "whence"])
    bent.do(f"UPDATE audit_entry SET {column} = {column} || ? WHERE id = ?", bent.chance.choice(["x", " ", "ạ"]), bent.row())


def _edit_data(bent: Bent) -> None:
    number = bent.row()
    data = json.loads(bent.ask("SELECT data FROM audit_entry WHERE id = ?", number)[0][0])
    data["n"] = data.get("n", 0) + 1
    bent.do("UPDATE audit_entry SET data = ? WHERE id = ?", json.dumps(data), number)


def _edit_byte(bent: Bent) -> None:
    """One sign of a stored text becomes another: of the values, the instant or the hash itself."""
    number, column = bent.row(), bent.chance.choice(["hash", "at", "act"])
    text = bent.ask(f"SELECT {column} FROM audit_entry WHERE id = ?", number)[0][0]
    place = bent.chance.randrange(len(text))
    other = bent.chance.choice([sign for sign in "0123456789" if sign != text[place]])
    bent.do(f"UPDATE audit_entry SET {column} = ? WHERE id = ?", text[:place] + other + text[place + 1 :], number)


def _set_place(bent: Bent) -> None:
    bent.do("UPDATE audit_entry SET place = ? WHERE id = ?", bent.chance.randrange(1, 99), bent.row())


def _delete(bent: Bent) -> None:
    bent.do("DELETE FROM audit_entry WHERE id = ?", bent.row())


def _delete_and_close_up(bent: Bent) -> None:
    number = bent.row()
    bent.do("DELETE FROM audit_entry WHERE id = ?", number)
    bent.do("UPDATE audit_entry SET id = -(id - 1) WHERE id > ?", number)
    bent.do("UPDATE audit_entry SET id = -id WHERE id < 0")


def _replace(bent: Bent) -> None:
    target, source = bent.chance.sample(range(1, bent.last + 1), 2)
    columns = "at, actor_kind, actor, act, object_kind, object_id, place, whence, why, data, personal, hash"
    bent.do(f"INSERT OR REPLACE INTO audit_entry (id, {columns}) SELECT ?, {columns} FROM audit_entry WHERE id = ?", target, source)


def _swap(bent: Bent) -> None:
    one, other = bent.chance.sample(range(1, bent.last + 1), 2)
    for before, after in ((one, -1), (other, one), (-1, other)):
        bent.do("UPDATE audit_entry SET id = ? WHERE id = ?", after, before)


def _insert(bent: Bent) -> None:
    number = bent.row()
    bent.do("UPDATE audit_entry SET id = -(id + 1) WHERE id >= ?", number)
    bent.do("UPDATE audit_entry SET id = -id WHERE id < 0")
    columns = "at, actor_kind, actor, act, object_kind, object_id, place, whence, why, data, personal, hash"
    bent.do(f"INSERT INTO audit_entry (id, {columns}) SELECT ?, {columns} FROM audit_entry WHERE id = ?", number, number + 1)


def _cut_tail(bent: Bent) -> None:
    bent.do("DELETE FROM audit_entry WHERE id > ?", bent.last - bent.chance.randint(1, bent.last))
    bent.do("DELETE FROM audit_sealed WHERE entry NOT IN (SELECT id FROM audit_entry)")
    bent.do("DELETE FROM audit_salt WHERE subject NOT IN (SELECT subject FROM audit_sealed)")


def _rebuilt(change: Callable[[Bent], None]) -> Callable[[Bent], None]:
    def bend(bent: Bent) -> None:
        change(bent)
        bent.rebuild()

    bend.__name__ = f"{change.__name__}_rebuilt"
    return bend


def _edit_salt(bent: Bent) -> None:
    subject = bent.chance.choice(bent.ask("SELECT subject FROM audit_salt ORDER BY subject"))[0]
    bent.do("UPDATE audit_salt SET salt = ? WHERE subject = ?", bent.chance.randbytes(32), subject)


def _drop_salt(bent: Bent) -> None:
    subject = bent.chance.choice(bent.ask("SELECT subject FROM audit_salt ORDER BY subject"))[0]
    bent.do("DELETE FROM audit_salt WHERE subject = ?", subject)
    if bent.chance.random() < 0.5:
        bent.do("DELETE FROM audit_sealed WHERE subject = ?", subject)


def _sealed(bent: Bent) -> int:
    return bent.chance.choice(bent.ask("SELECT id FROM audit_sealed ORDER BY id"))[0]


def _edit_sealed(bent: Bent) -> None:
    bent.do("UPDATE audit_sealed SET value = ? WHERE id = ?", json.dumps("Dũng"), _sealed(bent))


def _delete_sealed(bent: Bent) -> None:
    bent.do("DELETE FROM audit_sealed WHERE id = ?", _sealed(bent))


def _bring_back(bent: Bent) -> None:
    """A value of somebody who was erased appears again."""
    bent.do("INSERT INTO audit_sealed (entry, subject, field, value) VALUES (?, 'person0', 'phone', '\"0900000000\"')", bent.row())


def _forge_erasure(bent: Bent) -> None:
    """A row is made to say that a person was erased, and the person's values go."""
    subject = bent.chance.choice(bent.ask("SELECT subject FROM audit_salt ORDER BY subject"))[0]
    bent.do("UPDATE audit_entry SET act = 'person.erase', object_id = ? WHERE id = ?", subject, bent.last)
    bent.do("DELETE FROM audit_salt WHERE subject = ?", subject)
    bent.do("DELETE FROM audit_sealed WHERE subject = ?", subject)
    bent.rebuild()


BENDS: tuple[Callable[[Bent], None], ...] = (
    *(_edit, _edit_data, _edit_byte, _set_place, _delete, _delete_and_close_up, _replace, _swap, _insert, _cut_tail),
    *(_rebuilt(change) for change in (_edit, _edit_data, _set_place, _delete, _delete_and_close_up, _swap, _insert)),
    *(_edit_salt, _drop_salt, _edit_sealed, _delete_sealed, _bring_back, _forge_erasure),
)


def _copy(folder: Path, original: Path) -> Path:
    copy = folder / "copy.sqlite3"
    for end in ("", "-wal", "-shm"):
        Path(f"{copy}{end}").unlink(missing_ok=True)
    shutil.copyfile(original, copy)
    return copy


def _report(copy: Path, head):
    """The trail of the copy, looked at as the site would look at its own."""
    from django.db import connections

    from hoptac.audit import verify

    connection = connections["default"]
    connection.close()
    kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(copy)
    try:
        return verify.check([head])
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


def _bend(folder: Path, original: Path, chance: random.Random, outcome: Outcome) -> None:
    from hoptac.audit import heads

    head = heads.current()
    copy = _copy(folder, original)
    bent = Bent(copy, chance)
    kind = chance.choice((*BENDS, None))
    before = bent.ask("SELECT * FROM audit_entry") + bent.ask("SELECT * FROM audit_sealed") + bent.ask("SELECT * FROM audit_salt")
    if kind:
        kind(bent)
    after = bent.ask("SELECT * FROM audit_entry") + bent.ask("SELECT * FROM audit_sealed") + bent.ask("SELECT * FROM audit_salt")
    bent.close(guards_again=kind is not None)  # None: only the guards are laid down
    changed = kind is None or before != after
    report = _report(copy, head)
    name = kind.__name__.strip("_") if kind else "guards"
    outcome.count(changed and not report.ok, f"{name}: {'not found' if changed else 'nothing was changed'}")


def _leave(folder: Path, original: Path, chance: random.Random, outcome: Outcome) -> None:
    """No false alarm: neither on an untouched copy nor after acts and a lawful erasure that came later than the head."""
    from django.db import connections, transaction

    from hoptac.audit import actions, heads
    from hoptac.audit.models import Actor

    head, copy = heads.current(), _copy(folder, original)
    outcome.count(_report(copy, head).ok, "an untouched copy was called bent")
    connection = connections["default"]
    connection.close()
    kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(copy)
    by, subject = Actor("operator", "faults"), f"person{chance.randrange(1, PEOPLE)}"
    actions.erase(by=by, subject=subject, why="faults")
    with transaction.atomic():
        actions.write(by=by, act="test.act", kind="test", id="1", personal={subject: {"phone": "0900000001"}})
    connection.close()
    connection.settings_dict["NAME"] = kept
    report = _report(copy, head)
    outcome.count(report.ok, f"a lawful erasure was called bent: {report.problems[:1]}")
