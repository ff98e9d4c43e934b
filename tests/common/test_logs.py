"""Logs are one JSON document a line and hold no secret, citizen number or whole phone."""

from __future__ import annotations

import json
import logging

import pytest

from hoptac.common import logs, whence


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("password=Tre-xanh-2026 wrong", "Tre-xanh-2026"),
        ('{"password": "Tre-xanh-2026"}', "Tre-xanh-2026"),
        ("Authorization: Bearer abcDEF123456", "abcDEF123456"),
        ("csrfmiddlewaretoken=Xy12345678", "Xy12345678"),
        ("totp_secret: JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP"),
        ("postgresql://hoptac:matkhau@db/hoptac", "matkhau"),
        ("CCCD 022090001234 của", "022090001234"),
        ("CCCD 022 090 001 234", "001 234"),
        ("CMND 100123456.", "100123456"),
        ("gọi 0912345678", "0912345678"),
        ("gọi 0912.345.678 nhé", "345.678"),
        ("gọi +84 912 345 678", "345 678"),
        ("thư lan@example.vn", "lan@example.vn"),
        ("/sign-in/first/3f9aBcDeFgHiJkLmNoPqRsTuVw/", "3f9aBcDeFgHiJkLmNoPqRsTuVw"),
    ],
)
def test_what_must_not_be_there_is_not(text, gone):
    assert gone not in logs.scrub(text)


@pytest.mark.parametrize(
    "text", ["2022-12-31 1.204.118 dòng", "HTX 171 xã, 54 phường", "GET /figures/htx.total 200", "22@2022-12-31", "abcdefghjkmn"]
)
def test_what_may_be_there_stays(text):
    assert logs.scrub(text) == text


def record(say, **more):
    return logging.LogRecord("hoptac.test", logging.INFO, "f", 1, say, (), more.get("exc_info"))


def test_a_line_says_the_request_and_the_public_id():
    with whence.coming(whence.Whence("web", "req123", "10.0.0.1", "abc234")):
        told = json.loads(logs.JsonLine().format(record("đã ghi\nxong")))
    assert (told["say"], told["request"], told["user"], told["level"]) == ("đã ghi\nxong", "req123", "abc234", "info")
    assert "10.0.0.1" not in json.dumps(told)


def test_a_trace_is_scrubbed_too():
    try:
        raise ValueError("0912345678")
    except ValueError as error:
        line = logs.JsonLine().format(record("x", exc_info=(type(error), error, error.__traceback__)))
    assert "\n" not in line and json.loads(line)["error"] == "ValueError" and "0912345678" not in line


def test_old_days_go_and_new_ones_stay(tmp_path):
    for day in ("2020-01-01", "2999-01-01"):
        (tmp_path / f"hoptac-{day}.jsonl").write_text("{}\n")
    handler = logs.DailyFile(str(tmp_path), days=365)
    handler.setFormatter(logs.JsonLine())
    handler.emit(record("một"))
    handler.emit(record("hai"))
    handler.close()
    assert not (tmp_path / "hoptac-2020-01-01.jsonl").exists() and (tmp_path / "hoptac-2999-01-01.jsonl").exists()
    today = [file for file in tmp_path.iterdir() if "2999" not in file.name]
    assert [json.loads(line)["say"] for line in today[0].read_text().splitlines()] == ["một", "hai"]


def test_a_request_leaves_its_line_and_its_rows_carry_the_same_id(db, client, caplog):
    with caplog.at_level(logging.INFO, logger="hoptac.request"):
        answer = client.get("/places/?q=0912345678")
    (line,) = [one for one in caplog.records if one.name == "hoptac.request"]
    assert line.facts["path"] == "/places/" and line.facts["status"] == answer.status_code
    assert len(answer["X-Request-ID"]) == 12
