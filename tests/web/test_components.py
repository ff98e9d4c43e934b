"""Components and the rules that hold over all templates of the house's lowest room."""

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from jinja2 import UndefinedError

import hoptac.web
from hoptac.web.icons import ICONS, icon
from hoptac.web.verdicts import VERDICTS, verdict_of
from web.pages import figure, html

ROOM = Path(hoptac.web.__file__).parent
TEMPLATES = sorted((ROOM / "jinja2").rglob("*.html"))
PARTS = sorted((ROOM / "jinja2" / "web" / "parts").glob("*.html"))


@pytest.mark.parametrize("kind", VERDICTS)
def test_a_verdict_always_has_a_word_and_an_icon(kind: str) -> None:
    out = html("{{ ui.verdict(kind) }}", kind=kind)
    assert "<svg" in out
    assert str(verdict_of(kind).word) in out


def test_a_verdict_nobody_knows_reads_as_unknown_never_as_good() -> None:
    assert verdict_of("splendid") is VERDICTS["unknown"]


def test_the_word_of_a_verdict_may_be_told_with_its_reason() -> None:
    out = html("{{ ui.verdict('differs', 'Lệch +1', 'Một xã công nhận sau ngày chốt.') }}")
    assert "Lệch +1" in out
    assert "Một xã công nhận sau ngày chốt." in out


def test_the_last_word_of_a_mark_and_its_icon_never_part() -> None:
    out = html("{{ ui.mark('206 tổ hợp tác', 'other_date', '#f1') }}")
    assert '206 tổ hợp <span class="ht-nowrap">tác<span class="ht-v__w"><svg' in out
    assert "khớp ở ngày khác" in out


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_inline_style_or_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\bstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.name)
def test_every_component_says_what_it_takes(part: Path) -> None:
    text = part.read_text(encoding="utf-8")
    told = " ".join(re.findall(r"\{#(.*?)#\}", text, re.S))
    for name in re.findall(r"\{% macro ([a-z]\w*)\(", text):
        assert name in told, name


def test_every_component_is_in_the_index_and_the_readme() -> None:
    index, readme = (ROOM / "jinja2/web/ui.html").read_text(), (ROOM / "README.md").read_text()
    for part in PARTS:
        if part.name == "shell.html":
            continue
        for name in re.findall(r"\{% macro ([a-z]\w*)\(", part.read_text(encoding="utf-8")):
            assert re.search(rf"\b{name}\b", index), name
            assert re.search(rf"\b{name}\b", readme) or name in ("ruler",), name


def test_every_class_of_the_templates_is_styled_and_ours() -> None:
    styled = set(re.findall(r"\.(ht-[\w-]+)", "".join(p.read_text() for p in (ROOM / "static/web/css").glob("*.css"))))
    unstyled = set()
    for template in TEMPLATES:
        for value in re.findall(r'class="([^"{]*)"', template.read_text(encoding="utf-8")):
            unstyled |= {name for name in value.split() if name not in styled and not name.startswith(("is-", "htmx-"))}
    assert unstyled <= {"ht-att", "ht-reader__l"}


def test_the_stylesheets_hold_no_colour_outside_the_tokens() -> None:
    for sheet in (ROOM / "static/web/css").glob("*.css"):
        if sheet.stem not in ("tokens", "print"):
            assert re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text()) == [], sheet.name


def test_light_and_dark_know_the_same_names_twice() -> None:
    text = (ROOM / "static/web/css/tokens.css").read_text()
    wish = text.split('not([data-theme="light"]) {')[1].split("}")[0]
    choice = text.split(':root[data-theme="dark"] {')[1].split("}")[0]
    assert wish.split() == choice.split()


def test_an_icon_nobody_drew_is_a_mistake_not_a_blank() -> None:
    assert all("<svg" in icon(name) for name in ICONS)
    with pytest.raises(KeyError):
        icon("unicorn")


def test_a_name_missing_in_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        html("{{ nobody_gave_this }}")


def test_pages_keep_filters_and_the_day() -> None:
    out = html("{{ ui.pagination(page) }}", "/x/?q=a&as_of=2022-12-31&page=2", page=Paginator(range(95), 10).page(2))
    assert 'href="/x/?q=a&amp;as_of=2022-12-31&amp;page=3"' in out
    assert "11–20 trong <strong>95</strong>" in out


def test_a_column_head_sorts_and_turns() -> None:
    assert 'href="/x/?sort=name"' in html("{{ ui.th('Tên', 'name') }}", "/x/")
    turned = html("{{ ui.th('Tên', 'name') }}", "/x/?sort=name")
    assert 'href="/x/?sort=-name"' in turned
    assert 'aria-sort="ascending"' in turned


def test_the_three_counts_stand_together_with_their_shares() -> None:
    out = html("{{ ui.three_counts(a, b, none) }}", a=figure(), b=figure(value=512))
    assert "77,0%" in out
    assert "chưa có dữ liệu" in out


def test_a_filter_form_keeps_the_other_parameters() -> None:
    out = html("{{ ui.kept_query('q') }}", "/x/?q=a&as_of=2022-12-31&kind=htx&page=3")
    assert out == '<input type="hidden" name="as_of" value="2022-12-31"><input type="hidden" name="kind" value="htx">'
