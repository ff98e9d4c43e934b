"""Eight processes read a record and write what follows from it, as fast as they can, on both engines. Nothing may be lost or refused."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import timedelta

from hoptac.cli.faults import Outcome, environment, own_folder, python

MODULE = "hoptac.cli.faults.writers"
SHORT, FULL = 80, 1200
PROCESSES, ORGANISATIONS = 8, 4


def run(rounds: int, seed: int) -> list[Outcome]:
    """Writes `rounds` acts on each engine."""
    from hoptac.cli.testing.needs import CannotRun

    outcomes = []
    for engine in ("sqlite", "postgresql"):
        done = subprocess.run(python(MODULE, "all", engine, str(rounds), str(seed)), stdout=subprocess.PIPE, text=True)
        outcome = Outcome("writers", seed, engine=engine)
        try:
            told = json.loads(done.stdout.splitlines()[-1])
            outcome.rounds, outcome.survived, outcome.seconds, outcome.why = told["rounds"], told["survived"], told["seconds"], told["why"]
        except (IndexError, ValueError, CannotRun):
            outcome.rounds, outcome.why = rounds, [f"ended with {done.returncode}"]
        outcomes.append(outcome)
    return outcomes


def _on(engine: str, rounds: int, seed: int) -> Outcome:
    from hoptac.cli.faults import site
    from hoptac.cli.testing.needs import CannotRun

    outcome = Outcome("writers", seed, engine=engine)
    try:
        with own_folder() as folder, site.engine(engine, folder) as words:
            site.use(folder, words)
            ids = site.make(ORGANISATIONS)
            from django.db import connection

            connection.close()
            outcome.began = Outcome("", 0).began
            each = max(1, rounds // PROCESSES)
            told = _let_them_write(environment(folder, words), ids, each, seed)
            outcome.done()
            _judge(outcome, told, ids, each * PROCESSES)
            connection.close()
    except CannotRun as why:
        outcome.why.append(str(why))
    return outcome


def _let_them_write(environment: dict[str, str], ids: list[str], each: int, seed: int) -> list[dict]:
    words = [python(MODULE, "one", str(each), str(seed * 100 + number), *ids) for number in range(PROCESSES)]
    started = [subprocess.Popen(word, env=environment, stdout=subprocess.PIPE, text=True) for word in words]
    told = []
    for process in started:
        text, _error = process.communicate()
        told.append(json.loads(text.splitlines()[-1]) if text.strip() else {"done": [], "troubles": [f"ended with {process.returncode}"]})
    return told


def _judge(outcome: Outcome, told: list[dict], ids: list[str], rounds: int) -> None:
    """An act survived when its writer was told so and its event is there, once, in an unbroken row of turns."""
    from hoptac.audit import verify
    from hoptac.audit.models import Entry
    from hoptac.registry.models import Event

    there = set(Event.objects.values_list("public_id", flat=True))
    confirmed = [event for one in told for event in one["done"]]
    outcome.rounds = rounds
    outcome.survived = len(set(confirmed) & there)
    outcome.why = [trouble for one in told for trouble in one["troubles"]][:5]
    for id in ids:
        kinds = list(Event.objects.filter(organisation__public_id=id).order_by("valid_on").values_list("kind", "valid_on"))[1:]
        if any(a[0] == b[0] or b[1] - a[1] != timedelta(days=1) for a, b in zip(kinds, kinds[1:], strict=False)):
            outcome.survived -= 1
            outcome.why.append(f"{id}: two wrote on the same reading")
    if len(there) != len(ids) + len(confirmed) or Entry.objects.filter(act__startswith="organisation.").count() != len(there):
        outcome.survived -= 1
        outcome.why.append("events and confirmations differ")
    if not verify.check().ok:
        outcome.survived = 0
        outcome.why.append("the chain does not hold")


def write(each: int, seed: int, ids: list[str]) -> dict:
    """One writer: reads how an organisation stands, then writes its next turn."""
    from hoptac.cli import site

    site.open_site()
    chance, done, troubles = random.Random(seed), [], []
    for _turn in range(each):
        try:
            done.append(_turn_of(chance.choice(ids)))
        except Exception as error:  # whatever it is, it is counted
            troubles.append(f"{type(error).__name__}: {error}"[:200])
    return {"done": done, "troubles": troubles}


def _turn_of(id: str) -> str:
    from django.db import transaction

    from hoptac.audit import actions as audit
    from hoptac.cli.faults import site
    from hoptac.registry.enums import EventKind
    from hoptac.registry.models import Event

    with transaction.atomic():
        audit.first_in_line()
        kind, on = Event.objects.filter(organisation__public_id=id).order_by("valid_on").values_list("kind", "valid_on").last()
        act = "resume" if kind == EventKind.SUSPENDED else "suspend"
        site.record(json.dumps({"act": act, "id": id, "on": (on + timedelta(days=1)).isoformat(), "document": "02/QĐ"}) + "\n")
        return Event.objects.filter(organisation__public_id=id).order_by("valid_on").values_list("public_id", flat=True).last()


if __name__ == "__main__":
    if sys.argv[1] == "all":
        ended = _on(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        print(json.dumps(ended.as_json() | {"why": ended.why}))
    else:
        print(json.dumps(write(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])))
