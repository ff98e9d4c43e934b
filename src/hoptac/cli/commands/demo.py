"""`demo`: the labelled demonstration of Quảng Ninh 2019–2025, made in a folder of its own and served on loopback."""

from __future__ import annotations

import os
import shutil
from typing import Any

from hoptac.cli import output, prepare, server, site
from hoptac.cli.arguments import Words, port
from hoptac.common import paths
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, say


def _words() -> Words:
    words = Words(
        "demo",
        (
            "Tạo trang minh họa (Quảng Ninh 2019–2025, dữ liệu minh họa có ghi nhãn) và mở lên.",
            "Makes the labelled demonstration site and serves it.",
        ),
        "[--no-serve] [--port N] [--fresh] [--code USER]",
    )
    words.add_argument("--no-serve", action="store_true", help=in_words("chỉ chuẩn bị, không mở trang", "prepare only"))
    words.add_argument(
        "--port", type=port, default=server.PORT, metavar="N", help=in_words("cổng, mặc định 8000", "the port, 8000 unless given")
    )
    words.add_argument(
        "--fresh",
        action="store_true",
        help=in_words("xóa bản minh họa cũ, làm lại từ đầu", "remove the old demonstration and make it anew"),
    )
    words.add_argument(
        "--code",
        metavar="USER",
        help=in_words("in mã bước hai lúc này của một tài khoản minh họa", "print the second-step code of an account as it is now"),
    )
    return words


def main(arguments: list[str]) -> int:
    """Makes what is missing, prints the accounts, and serves unless told not to."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    if asked.code:
        return _code(asked)
    if not asked.no_serve:
        server.check_port(asked.port)
    _check_folder()
    seconds: dict[str, float] = {"install": _install_seconds()}
    with prepare.only_one():
        if asked.fresh:
            _clear()
        if not site.has_own_server():
            prepare.mark_file().write_text("Thư mục này do ./hoptac demo tạo; --fresh được phép xóa.\n", encoding="utf-8")
        prepare.load_django()
        _check_database()
        prepare.tables_and_map(seconds)
        with prepare.timed(seconds, "story"):
            accounts = _story()
    _tell(asked, {"seconds": seconds, "url": server.url(asked.port), "accounts": accounts})
    if asked.no_serve:
        return 0
    with prepare.in_use():
        return server.serve(asked.port)


def _code(asked) -> int:
    """The six digits as they are now, for somebody who has no application at hand. Only of accounts that this folder's demo made."""
    _check_database_marks()
    prepare.load_django()
    from hoptac.story import accounts

    code = accounts.code_now(asked.code)
    if code is None:
        raise UserError(
            in_words(
                f"Thư mục này không có mã bước hai của “{asked.code}”. Chạy ./hoptac demo --no-serve để xem các tài khoản.",
                f"This folder holds no second-step code of “{asked.code}”. Run ./hoptac demo --no-serve to see the accounts.",
            )
        )
    if asked.json:
        output.put_json({"user": asked.code, "code": code})
    else:
        print(code)
    return 0


def _check_database_marks() -> None:
    if not site.has_own_server() and not prepare.is_made_by_demo():
        raise UserError(
            in_words(
                "Thư mục dữ liệu này không do demo tạo. Chạy ./hoptac demo trước.",
                "This data folder was not made by demo. Run ./hoptac demo first.",
            )
        )


def _install_seconds() -> float:
    try:
        return float(os.environ.get("HOPTAC_INSTALL_SECONDS") or 0)
    except ValueError:
        return 0.0


def _check_folder() -> None:
    """A folder with somebody's site is never touched."""
    if site.has_own_server() or prepare.folder_is_empty() or prepare.is_made_by_demo():
        return
    raise UserError(
        in_words(
            f"{paths.data_folder()} có dữ liệu không do demo tạo; demo không đụng tới. Đặt HOPTAC_DATA thành thư mục trống.",
            f"{paths.data_folder()} holds data that demo did not make; demo leaves it alone. Set HOPTAC_DATA to an empty folder.",
        )
    )


def _clear() -> None:
    """Removes what the old demonstration left, and nothing that is not a demonstration's."""
    if site.has_own_server():
        raise UserError(
            in_words(
                "--fresh không xóa cơ sở dữ liệu PostgreSQL. Tạo một cơ sở dữ liệu trống và đặt DATABASE_URL tới đó.",
                "--fresh does not remove a PostgreSQL database. Create an empty one and point DATABASE_URL at it.",
            )
        )
    if not prepare.is_made_by_demo():
        return
    prepare.refuse_in_use()
    mark = prepare.mark_file()
    for entry in paths.data_folder().iterdir():
        if entry == mark:
            continue  # last: a removal cut short can be run again
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _check_database() -> None:
    """On PostgreSQL no file marks the demonstration: the database must be empty or already one."""
    if not site.has_own_server():
        return
    from django.db import connection

    from hoptac.common import site as facts

    if "common_sitefact" in connection.introspection.table_names() and facts.get("map") and not facts.is_demo():
        raise UserError(
            in_words(
                "Cơ sở dữ liệu ở DATABASE_URL là của một trang thật; demo không đụng tới. Đặt DATABASE_URL tới một cơ sở dữ liệu trống.",
                "The database of DATABASE_URL is a real site's; demo leaves it alone. Point DATABASE_URL at an empty one.",
            )
        )


def _story() -> list[dict[str, Any]]:
    """Loads the story; quick when it stands. Gives the demonstration's accounts, one a role."""
    from hoptac.audit.models import Actor
    from hoptac.common import site as facts
    from hoptac.story import actions as story

    facts.put("demo", True)
    if not facts.get("story"):
        say("hoptac: dựng dữ liệu minh họa…", "hoptac: making the demonstration data…")
    story.load(by=Actor("system", "hoptac"))
    return story.accounts()


def _tell(asked, answer: dict[str, Any]) -> None:
    if asked.json:
        output.put_json(answer)
        return
    print(in_words("Dữ liệu minh họa đã sẵn sàng. Tài khoản, mỗi vai trò một người:", "The demonstration is ready. Accounts, one a role:"))
    heads = (in_words("tên đăng nhập", "user"), in_words("vai trò", "role"), in_words("địa bàn", "place"), in_words("mật khẩu", "password"),
             in_words("khóa bước hai", "second-step key"))  # fmt: skip
    output.put_table(heads, [[a["user"], a["role"], a["place"], a["password"], a["totp_secret"] or "–"] for a in answer["accounts"]])
    print(
        in_words(
            "Bước hai: thêm khóa vào ứng dụng mã số, hoặc xem mã lúc này bằng ./hoptac demo --code TÊN",
            "Second step: put the key into an authenticator application, or see the code as it is now with ./hoptac demo --code USER",
        )
    )
    print(in_words(f"Trang: {answer['url']}", f"Site: {answer['url']}"), flush=True)
