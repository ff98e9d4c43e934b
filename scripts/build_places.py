"""Writes data/places/*.csv from the source packages (development requirements): python scripts/build_places.py [FOLDER].

The files are committed: a site never runs this. See data/places/README.md for what the columns mean.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from places import build
from places.table import Succession, Version, write, write_plain

DATA = Path(__file__).resolve().parents[1] / "data" / "places"
ACT_COLUMNS = ["act", "title", "issuer", "date", "in_force", "status"]


def main(target: Path) -> None:
    maps = build.Maps()
    target.mkdir(parents=True, exist_ok=True)
    write_plain(target / "acts.csv", ACT_COLUMNS, build.acts(maps))
    write(target / "units-1-provinces-districts.csv", Version, build.country_and_provinces(maps) + build.districts(maps))
    write(target / "units-2-communes-to-2025-06-30.csv", Version, build.old_communes(maps) + build.quang_ninh_communes(maps))
    write(target / "units-3-communes-from-2025-07-01.csv", Version, build.new_communes(maps))
    write(target / "successions.csv", Succession, build.successions(maps))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
