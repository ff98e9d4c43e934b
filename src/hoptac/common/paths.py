"""Where hoptac keeps what: the checkout, its shipped data, what set-up built, and a site's data folder."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "data"  # dated facts shipped with hoptac: maps, indicators, programmes
BUILD = ROOT / ".build"  # made at set-up: fonts, front-end parts, compiled translations


def data_folder() -> Path:
    """The folder that is the site: database and files, nothing else. HOPTAC_DATA, else var/ in the checkout."""
    return Path(os.environ.get("HOPTAC_DATA") or ROOT / "var").resolve()
