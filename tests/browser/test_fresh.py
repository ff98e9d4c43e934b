"""A page is as fresh as the last commit, whoever committed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request

import pytest

pytestmark = pytest.mark.browser
ADDRESS = "/figures/tht.total?place=22@2026-11-01&as_of=2026-11-01"


def count(site) -> int:
    text = urllib.request.urlopen(site.url + ADDRESS, timeout=30).read().decode()
    found = re.search(r'ht-fighead__v[^>]*>.*?class="ht-fig[^"]*">([0-9.]+)<', text, re.S)
    assert found, text[:500]
    return int(found[1].replace(".", ""))


def test_what_another_process_records_is_on_the_next_page(site, tmp_path):
    """Asked six times before and after, so that every worker of the server has kept the older number."""
    before = {count(site) for _n in range(6)}
    act = {"act": "register", "kind": "tht", "name": "Tổ hợp tác Vừa ghi", "place": "xã Hải Hòa (Quảng Ninh)", "on": "2026-10-20"}
    file = tmp_path / "act.jsonl"
    file.write_text(json.dumps(act), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-P", "-m", "hoptac.cli", "record", str(file)], env={**os.environ, "HOPTAC_DATA": site.folder},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert len(before) == 1
    assert {count(site) for _n in range(6)} == {before.pop() + 1}
