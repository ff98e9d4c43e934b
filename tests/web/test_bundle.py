"""Static files made light."""

import gzip
import re
from pathlib import Path

from hoptac.web import bundle


def test_every_stylesheet_and_script_is_listed_once() -> None:
    assert {path.stem for path in (bundle.FOLDER / "css").glob("*.css")} == set(bundle.SHEETS)
    assert {path.stem for path in (bundle.FOLDER / "js").glob("*.js")} - {"theme"} == {*bundle.SCRIPTS, *bundle.LATER}
    assert not set(bundle.SCRIPTS) & set(bundle.LATER)


def test_the_joined_sheet_holds_all_rules_and_a_compressed_twin(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "x.js").write_text("let x = 1;")
    bundle.prepare(tmp_path)
    joined = (tmp_path / bundle.JOINED).read_bytes()
    apart = "".join((bundle.FOLDER / "css" / f"{name}.css").read_text() for name in bundle.SHEETS)
    assert joined.decode().count("{") == re.sub(r"/\*.*?\*/", "", apart, flags=re.S).count("{")
    assert gzip.decompress((tmp_path / (bundle.JOINED + ".gz")).read_bytes()) == joined
    assert (tmp_path / "vendor" / "x.js.gz").exists()
    assert [path.name for path in tmp_path.rglob("*.new")] == []


def test_the_styles_of_a_first_visit_weigh_under_twenty_kilobytes(tmp_path: Path) -> None:
    bundle.prepare(tmp_path)
    assert (tmp_path / (bundle.JOINED + ".gz")).stat().st_size < 20_000
