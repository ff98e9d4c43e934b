"""`bench portal`: how heavy the first visit is, how soon a slow phone sees the home page, and how long the server takes for each page."""

from __future__ import annotations

import statistics
import time
import urllib.request
from collections.abc import Callable
from typing import Any

from hoptac.bench import demonstration
from hoptac.bench.table import LEAST_RUNS, Row, Table, p95
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

FIRST_VISIT_KB, LCP_MS, CLS = 300, 1500, 0.05
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
CPU = 4
DAY = "2022-12-31"
PAGES = {
    "/": "/",
    f"/?as_of={DAY}": f"/?as_of={DAY}",
    "/compare/": f"/compare/?as_of={DAY}&with=2021-12-31",
    "/figures/": f"/figures/?as_of={DAY}",
    "/figures/htx.total": f"/figures/htx.total?place=22@{DAY}&as_of={DAY}",
    "/organisations/": f"/organisations/?as_of={DAY}",
    "/places/": f"/places/?as_of={DAY}",
    "/places/22": f"/places/22@{DAY}/",
    "/search/": "/search/?q=hop+tac+xa",
    "/sign-in/": "/sign-in/",
}
WATCH = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""


def run(*, scale: float | None = None, engine: str | None = None, seed: int = 1) -> Table:
    """Measures the demonstration. Scale and seed change nothing here: the story is one and the same."""
    try:
        with demonstration.chromium() as browser, demonstration.site() as site:
            table = Table("portal", scale, engine or "sqlite", {})
            for name, address in (("hôm nay", "/"), (DAY, f"/?as_of={DAY}")):
                table.rows += _first_visits(browser, site.url + address, name)
            table.rows += [_server(site.url + address, f"máy chủ trả {name}") for name, address in PAGES.items()]
            return table
    except demonstration.Missing as missing:
        raise UserError(in_words(f"Chưa đo được: máy thiếu {missing}.", f"Cannot measure: {missing} is missing.")) from None


def _first_visits(browser: Any, url: str, name: str) -> list[Row]:
    visits = [_visit(browser, url) for _run in range(LEAST_RUNS)]
    weights, paints, shifts = ([visit[key] for visit in visits] for key in ("bytes", "lcp", "cls"))
    heaviest, worst = max(weights) / 1000, max(shifts)
    slow = f"điện thoại 1,6 Mbit/s, 150 ms, CPU ÷{CPU}"
    return [
        Row(f"lần xem đầu, trang đầu {name}: {heaviest:.0f} kB qua mạng", len(visits), None, None, None, None, round(heaviest, 1),
            f"≤ {FIRST_VISIT_KB} kB", heaviest <= FIRST_VISIT_KB),
        Row(f"trang đầu {name}, LCP, {slow}", len(visits), round(statistics.median(paints)), round(p95(paints)), None, None, None,
            f"≤ {LCP_MS} ms", statistics.median(paints) <= LCP_MS),
        Row(f"trang đầu {name}, CLS: {worst:.3f}", len(visits), None, None, None, None, round(worst, 4), f"≤ {CLS}", worst <= CLS),
    ]  # fmt: skip


def _visit(browser: Any, url: str) -> dict[str, float]:
    """A first visit with an empty cache on a slow line and a slow processor; bytes as they came over the wire."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    arrived: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    page.add_init_script(WATCH)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(300)
    seen: dict[str, float] = page.evaluate("window.seen")
    context.close()
    return {"bytes": sum(arrived), **seen}


def _server(url: str, question: str) -> Row:
    times = _timed(lambda: urllib.request.urlopen(url, timeout=60).read())
    return Row(question, len(times), round(statistics.median(times), 1), round(p95(times), 1))


def _timed(work: Callable[[], object], runs: int = 15) -> list[float]:
    work()
    found = []
    for _run in range(runs):
        begin = time.perf_counter()
        work()
        found.append((time.perf_counter() - begin) * 1000)
    return found
