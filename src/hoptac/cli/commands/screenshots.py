"""`./hoptac screenshots -o DIR`: every screen of the demonstration at both widths and in both languages, with an index page."""

from __future__ import annotations

import html
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from hoptac.cli.arguments import Words
from hoptac.cli.output import put_json
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, say

WIDTHS = {1366: 768, 390: 844}
LANGUAGES = ("vi", "en")
CANNOT = 3
STYLE = """
body { font: 15px sans-serif; margin: 24px }
div { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start }
figure { margin: 0; max-width: 300px }
img { max-height: 520px; object-fit: cover; object-position: top; border: 1px solid #ccc }
figcaption { font-size: 12px; word-break: break-all }
"""
MEETING = "Ngày 31/12/2022, toàn tỉnh Quảng Ninh có 665 hợp tác xã, 210 tổ hợp tác; 98/98 xã đạt chuẩn nông thôn mới, 27 xã kiểu mẫu.\n"


@dataclass(frozen=True)
class Screen:
    """One screen: its name, who looks at it, and its address. `follow` is a pattern: the first link that fits is opened."""

    name: str
    address: str
    role: str = ""
    follow: str = ""


SCREENS = (
    Screen("home", "/?as_of=2022-12-31"),
    Screen("home-today", "/"),
    Screen("home-before-records", "/?as_of=2018-06-30"),
    Screen("compare", "/compare/?as_of=2022-12-31&with=2021-12-31"),
    Screen("compare-two-maps", "/compare/?as_of=2025-07-01&with=2025-06-30"),
    Screen("compare-figure", "/compare/?as_of=2022-12-31&with=2021-12-31&figure=htx.total"),
    Screen("figures", "/figures/?as_of=2022-12-31"),
    Screen("passport", "/figures/htx.total?place=22@2022-12-31&as_of=2022-12-31&since=2021-12-31"),
    Screen("passport-title", "/figures/ntm.commune.standard?place=22@2022-12-31&as_of=2022-12-31"),
    Screen("passport-reported", "/figures/grdp.growth?place=22@2022-12-31&as_of=2022-12-31"),
    Screen("figure-unknown", "/figures/nothing"),
    Screen("organisations", "/organisations/?as_of=2022-12-31"),
    Screen("organisation", "/organisations/?as_of=2022-12-31", follow=r"/organisations/[23456789a-hjkmnp-z]{12}/"),
    Screen("places", "/places/?as_of=2022-12-31"),
    Screen("places-today", "/places/"),
    Screen("place-search", "/places/?q=hai+hoa"),
    Screen("province", "/places/22@2022-12-31/"),
    Screen("commune", "/places/06994@2025-07-01/"),
    Screen("place-gone", "/places/06994@2025-07-01/?as_of=2019-01-01"),
    Screen("search", "/search/?q=hop+tac+xa"),
    Screen("reports", "/reports/"),
    Screen("sign-in", "/sign-in/"),
    Screen("not-found", "/nothing-here/"),
    Screen("bad-day", "/?as_of=31/02/2022"),
    Screen("desk", "/desk/?as_of=2022-12-31", "compiler"),
    Screen("desk-commune", "/desk/", "commune_officer"),
    Screen("desk-leader", "/desk/?as_of=2022-12-31", "leader"),
    Screen("readings", "/readings/", "compiler"),
    Screen("reading", "/readings/", "compiler", follow=r"/readings/[23456789a-hjkmnp-z]{12}/"),
    Screen("new-report", "/reports/new/", "compiler"),
    Screen("gallery", "/desk/gallery/", "compiler"),
)


def _words() -> Words:
    words = Words(
        "screenshots",
        ("Chụp mọi màn hình của trang minh họa, hai cỡ máy, hai ngôn ngữ.", "Pictures of every screen, both widths, both languages."),
        "-o THƯ_MỤC",
    )
    words.add_argument("-o", "--output", required=True, metavar="THƯ_MỤC", help=in_words("thư mục ghi ảnh", "folder for the pictures"))
    words.add_argument("--only", metavar="TÊN", default="", help=in_words("chỉ màn hình tên như vậy", "only screens named like this"))
    return words


def main(arguments: list[str]) -> int:
    """Makes the pictures in a demonstration of its own; a machine without a browser is told what to install."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    from hoptac.bench import demonstration

    folder = _folder(asked.output)
    wanted = [screen for screen in SCREENS if asked.only in screen.name]
    if not wanted:
        raise UserError(in_words(f"Không có màn hình nào tên “{asked.only}”.", f"No screen is named “{asked.only}”."))
    try:
        with demonstration.chromium() as browser:
            say("hoptac: dựng trang minh họa…", "hoptac: making the demonstration…")
            with demonstration.site() as site:
                taken, wrong = _take_all(browser, site, wanted, folder)
    except demonstration.Missing as missing:
        return _cannot(str(missing))
    (folder / "index.html").write_text(_index(taken), encoding="utf-8")
    answer = {"folder": str(folder), "index": str(folder / "index.html"), "pictures": len(taken), "problems": wrong}
    if asked.json:
        put_json(answer)
    else:
        print(in_words(f"{len(taken)} ảnh: {folder / 'index.html'}", f"{len(taken)} pictures: {folder / 'index.html'}"))
        print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


def _folder(text: str) -> Path:
    folder = Path(text)
    if folder.exists() and not folder.is_dir():
        raise UserError(in_words(f"{folder} là tệp; cần một thư mục.", f"{folder} is a file; a folder is needed."))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _cannot(what: str) -> int:
    print(
        in_words(
            f"hoptac: chưa chụp được vì máy thiếu {what}. Cài (Debian: apt-get install chromium) rồi chạy lại.",
            f"hoptac: no pictures, for {what} is missing. Install it (Debian: apt-get install chromium), then run again.",
        ),
        file=sys.stderr,
    )
    return CANNOT


@dataclass(frozen=True)
class Picture:
    """One picture as the index shows it."""

    screen: str
    width: int
    language: str
    file: str
    address: str


def _take_all(browser: Any, site: Any, wanted: list[Screen], folder: Path) -> tuple[list[Picture], list[str]]:
    from hoptac.bench.demonstration import sign_in

    taken: list[Picture] = []
    wrong: list[str] = []
    for role in dict.fromkeys(screen.role for screen in wanted):
        for width, height in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
            page = context.new_page()
            page.on("pageerror", lambda error, page=page: wrong.append(f"{page.url}: {error}"))
            if role:
                sign_in(page, site, role)
                if role == "compiler":
                    _give_a_document(page, site)
            for screen in (screen for screen in wanted if screen.role == role):
                for language in LANGUAGES:
                    taken.append(_take(page, site.url, screen, width, language, folder))
            context.close()
    return sorted(taken, key=lambda one: [screen.name for screen in SCREENS].index(one.screen)), wrong


def _give_a_document(page: Any, site: Any) -> None:
    """A page that speaks of the end of 2022, read and checked, so that the reading has something to show."""
    page.goto(f"{site.url}/readings/")
    if page.locator("a[href*='/readings/']").evaluate_all(r"links => links.some(a => /readings\/[a-z2-9]{12}\//.test(a.href))"):
        return
    page.fill("textarea[name=text]", MEETING)
    if not page.input_value("input[name=place]"):
        page.fill("input[name=place]", "Quảng Ninh")
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_load_state()


def _take(page: Any, base: str, screen: Screen, width: int, language: str, folder: Path) -> Picture:
    path = screen.address if language == "vi" else f"/{language}{screen.address}"
    page.goto(base + path)
    if screen.follow:
        links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
        target = next((link for link in links if re.search(screen.follow, link)), None)
        if target:
            path = target
            page.goto(urljoin(base, target))
    file = f"{screen.name}-{width}-{language}.png"
    page.screenshot(path=str(folder / file), full_page=True)
    return Picture(screen.name, width, language, file, path)


def _index(taken: list[Picture]) -> str:
    """A page that shows all pictures; it needs nothing but the folder."""
    rows = []
    for name in dict.fromkeys(one.screen for one in taken):
        cells = "".join(
            f'<figure><a href="{one.file}"><img loading="lazy" src="{one.file}" width="{300 if one.width > 640 else 120}" alt=""></a>'
            f"<figcaption>{one.width} px, {one.language}<br>{html.escape(one.address)}</figcaption></figure>"
            for one in taken
            if one.screen == name
        )
        rows.append(f'<h2 id="{name}">{html.escape(name)}</h2><div>{cells}</div>')
    head = f'<meta charset="utf-8"><title>hoptac</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="vi">{head}<h1>hoptac</h1>{"".join(rows)}</html>\n'
