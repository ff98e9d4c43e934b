"""The two addresses a supervisor asks: whether the process lives, and whether it can serve. Nothing here names people."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from hoptac.audit import heads
from hoptac.common import database, guards, paths
from hoptac.common.days import today

LEAST_FREE = 200 * 1024 * 1024  # bytes; below this the next import may not fit


def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database or the disk."""
    return HttpResponse("ok\n", content_type="text/plain")


class Findings:
    """What was looked at; what keeps the site from serving, and what should be mended though it serves."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {"engine": connection.vendor}
        self.missing: list[str] = []
        self.notes: list[str] = []


def readyz(request: HttpRequest) -> HttpResponse:
    """Whether it can serve: 200, or 503 with what is missing and how to mend it. `notes` tells of what is not as it should be."""
    found = Findings()
    for look in LOOKS:
        try:
            look(found)
        except DatabaseError as error:
            found.missing.append(_("Cơ sở dữ liệu không trả lời. Kiểm tra máy chủ và DATABASE_URL."))
            found.facts["error"] = type(error).__name__
            break
    told = {"ready": not found.missing, "missing": found.missing, "notes": found.notes}
    why = {"why": found.missing[0]} if found.missing else {}
    return JsonResponse(found.facts | told | why, status=503 if found.missing else 200)


def _database(found: Findings) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        if connection.vendor != "sqlite":
            return
        cursor.execute("SELECT sqlite_version()")
        found.facts["sqlite"] = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        found.facts["journal"] = cursor.fetchone()[0]
    if database.journal_mode() != "WAL":
        told = {"version": found.facts["sqlite"], "safe": ".".join(map(str, database.SAFE_SQLITE))}
        found.notes.append(
            _("SQLite %(version)s cũ hơn %(safe)s: dùng journal DELETE cho an toàn, chậm hơn WAL. Cài pysqlite3 bản mới.") % told
        )


def _tables(found: Findings) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        found.missing.append(_("Bảng chưa đúng bản này. Chạy ./hoptac serve một lần để cập nhật."))
        return
    gone = sorted(guards.missing())
    found.facts["guards_missing"] = len(gone)
    if gone:
        found.notes.append(_("Thiếu %(n)s chốt chặn của cơ sở dữ liệu. Chạy ./hoptac audit verify.") % {"n": len(gone)})


def _disk(found: Findings) -> None:
    try:
        free = shutil.disk_usage(paths.data_folder()).free
    except OSError:
        found.missing.append(_("Không thấy thư mục dữ liệu. Kiểm tra HOPTAC_DATA và ổ đĩa."))
        return
    found.facts["disk_free_mib"] = free // 2**20
    if free < LEAST_FREE:
        found.missing.append(_("Đĩa sắp đầy: còn %(free)s MiB. Giải phóng chỗ trống.") % {"free": free // 2**20})


def _heads(found: Findings) -> None:
    found.facts["head_kept_today"] = heads.is_kept(today())


LOOKS: tuple[Callable[[Findings], None], ...] = (_database, _tables, _disk, _heads)
