"""Copies the front-end parts we use from node_modules into .build: none is committed, none comes from outside at run time.

.build/static/vendor/   htmx, ECharts, the fonts of the pages with their style sheet, the licences
.build/fonts/           Tinos as TTF, for PDF
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILD = ROOT / ".build"
PACKAGES = ["@fontsource/be-vietnam-pro", "@fontsource/inter", "@fontsource/tinos", "echarts", "htmx.org"]

TEXT_WEIGHTS = [400, 500, 600, 700]
TEXT_SUBSETS = ["latin", "vietnamese"]
# A font that is not there at once serves the next page: on a slow line the text of this one neither waits nor jumps.
DISPLAY = "optional"
# Be Vietnam Pro has no tabular digits: columns of numbers take theirs from Inter, under a name of our own.
DIGITS = "+,-.0123456789\u2212"
DIGIT_RANGE = "U+2B-2E, U+30-39, U+2212"
DIGIT_WEIGHTS = {400: "400", 500: "500", 600: "600 700"}

PDF_STYLES = {"Regular": (400, "normal"), "Bold": (700, "normal"), "Italic": (400, "italic"), "BoldItalic": (700, "italic")}
PDF_SUBSETS = ["latin", "latin-ext", "vietnamese"]


def text_faces(target: Path) -> str:
    """Be Vietnam Pro in the subsets a Vietnamese page needs. Its own style sheet knows which letters each file holds."""
    package, rules = MODULES / "@fontsource" / "be-vietnam-pro", []
    for weight in TEXT_WEIGHTS:
        for block in re.findall(r"@font-face\s*{[^}]*}", (package / f"{weight}.css").read_text()):
            name = re.search(r"files/(be-vietnam-pro-([a-z-]+)-\d+-normal)\.woff2", block)
            if name is None or name[2] not in TEXT_SUBSETS:
                continue
            shutil.copy(package / "files" / f"{name[1]}.woff2", target)
            block = re.sub(r"src:[^;]*;", f'src: url("fonts/{name[1]}.woff2") format("woff2");', block)
            rules.append(re.sub(r"font-display:[^;]*;", f"font-display: {DISPLAY};", block))
    if len(rules) != len(TEXT_WEIGHTS) * len(TEXT_SUBSETS):
        raise SystemExit(f"expected {len(TEXT_WEIGHTS) * len(TEXT_SUBSETS)} faces of Be Vietnam Pro, found {len(rules)}")
    return "\n".join(rules)


def make_tabular(font: TTFont) -> None:
    """Digits of one width become the font's own, so that a column lines up without any feature switched on."""
    table = font["GSUB"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    lookups = {number for feature in features for number in feature.LookupListIndex}
    instead: dict[str, str] = {}
    for number in lookups:
        for rule in table.LookupList.Lookup[number].SubTable:
            instead |= getattr(rule, "ExtSubTable", rule).mapping
    for letters in font["cmap"].tables:
        letters.cmap = {code: instead.get(glyph, glyph) for code, glyph in letters.cmap.items()}


def digit_faces(target: Path) -> str:
    """«hoptac so»: ten digits and their signs, about 1 kB a weight."""
    rules = []
    for weight, covers in DIGIT_WEIGHTS.items():
        font = TTFont(MODULES / "@fontsource" / "inter" / "files" / f"inter-latin-{weight}-normal.woff2")
        make_tabular(font)
        options = subset.Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(text=DIGITS)
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(target / f"hoptac-so-{weight}.woff2")
        rules.append(
            f'@font-face {{\n  font-family: "hoptac so";\n  font-style: normal;\n  font-display: {DISPLAY};\n  font-weight: {covers};\n'
            f'  src: url("fonts/hoptac-so-{weight}.woff2") format("woff2");\n  unicode-range: {DIGIT_RANGE};\n}}'
        )
    return "\n".join(rules)


def pdf_fonts(target: Path) -> None:
    """Tinos (the metrics of Times New Roman) in one file a style: the package ships it cut into subsets."""
    package = MODULES / "@fontsource" / "tinos" / "files"
    for style, (weight, slant) in PDF_STYLES.items():
        parts = []
        for name in PDF_SUBSETS:
            font = TTFont(package / f"tinos-{name}-{weight}-{slant}.woff2")
            font.flavor = None
            parts.append(target / f"part-{name}.ttf")
            font.save(parts[-1])
        options = merge.Options(drop_tables=["cvt ", "fpgm", "prep", "hdmx", "VDMX", "LTSH", "GDEF", "GPOS", "GSUB", "gasp"])
        merge.Merger(options).merge([str(part) for part in parts]).save(target / f"Tinos-{style}.ttf")
        for part in parts:
            part.unlink()


def licences(target: Path) -> None:
    for name in PACKAGES:
        for file in [*(MODULES / name).glob("LICENSE*"), *(MODULES / name).glob("NOTICE*")]:
            shutil.copy(file, target / f"{name.rsplit('/')[-1]}-{file.name}")


def replace(folder: Path, made: Path) -> None:
    """Puts a finished folder in place: a page served meanwhile finds the old files or the new, never half of them."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    made.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    made_static, made_fonts = BUILD / "static.new", BUILD / "fonts.new"
    for folder in (made_static, made_fonts):
        shutil.rmtree(folder, ignore_errors=True)
    vendor = made_static / "vendor"
    for folder in (vendor / "fonts", vendor / "licences", made_fonts):
        folder.mkdir(parents=True)
    shutil.copy(MODULES / "htmx.org" / "dist" / "htmx.min.js", vendor)
    shutil.copy(MODULES / "echarts" / "dist" / "echarts.common.min.js", vendor / "echarts.min.js")  # fetched only when asked for
    (vendor / "fonts.css").write_text(text_faces(vendor / "fonts") + "\n" + digit_faces(vendor / "fonts") + "\n")
    licences(vendor / "licences")
    pdf_fonts(made_fonts)
    replace(BUILD / "static", made_static)
    replace(BUILD / "fonts", made_fonts)


if __name__ == "__main__":
    main()
