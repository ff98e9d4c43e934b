"""Storing a file so that it is either wholly there or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.db import transaction

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import paths
from hoptac.common.text import nfc
from hoptac.files.models import StoredFile


def _put(content: bytes, target: Path) -> None:
    """Writes to a temporary file, fsyncs, renames, fsyncs the folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def store(*, content: bytes, label: str, media_type: str = "", by: Actor) -> StoredFile:
    """Stores the bytes (once for all times they come) and then the row that names them."""
    sha256 = hashlib.sha256(content).hexdigest()
    known = StoredFile.objects.filter(sha256=sha256).first()
    if known:
        return known
    target = paths.data_folder() / "files" / sha256[:2] / sha256
    if not target.exists():
        _put(content, target)
    with transaction.atomic():
        file, created = StoredFile.objects.get_or_create(
            sha256=sha256, defaults={"size": len(content), "label": nfc(Path(label).name)[:255], "media_type": media_type}
        )
        if created:
            audit.write(by=by, act="file.store", kind="file", id=file.public_id, data={"sha256": sha256, "size": len(content)})
    return file
