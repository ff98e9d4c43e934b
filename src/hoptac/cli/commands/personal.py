"""`personal due`, `personal let-go`, `personal held`: personal data kept long enough, and what is held and why."""

from __future__ import annotations

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.speech import in_words

ASKED = ("due", "let-go", "held")


def main(arguments: list[str]) -> int:
    """Lists rows about people that have been kept long enough; with `let-go --yes` deletes them; `held` lists what is declared."""
    words = Words(
        "personal",
        ("Dữ liệu cá nhân: hết thời hạn lưu, và đang giữ gì.", "Personal data: what has been kept long enough, and what is held."),
        "due | let-go --yes | held",
    )
    words.add_argument("what", choices=ASKED, metavar="due|let-go|held", help=in_words("việc cần làm", "what to do"))
    words.add_argument("--yes", action="store_true", help=in_words("xác nhận xóa", "confirms deleting"))
    asked = words.read(arguments)
    if asked is None:
        return 0
    site.open_site()
    if asked.what == "held":
        return _held(asked.json)
    from hoptac.accounts.subjects import retention

    due = retention.due()
    gone = retention.let_go(by=site.operator()) if asked.what == "let-go" and asked.yes else {}
    if asked.json:
        rows = [
            {"code": one.term.code, "rows": one.count, "before": one.before, "months": one.term.months, "why": one.term.why} for one in due
        ]
        output.put_json({"due": rows, "gone": gone})
        return 0
    for one in due:
        n, code, months = one.count, one.term.code, one.term.months
        print(in_words(f"{code}: {n} dòng quá {months} tháng ({one.term.why})", f"{code}: {n} rows older than {months} months"))
    if not due:
        print(in_words("Không có dòng nào hết thời hạn lưu.", "Nothing has been kept long enough."))
    elif gone:
        print(in_words(f"Đã xóa {sum(gone.values())} dòng.", f"{sum(gone.values())} rows deleted."))
    elif asked.what == "let-go":
        print(in_words("Chưa xóa gì. Thêm --yes để xóa những dòng trên.", "Nothing deleted. Add --yes to delete the rows above."))
    return 0


def _held(as_json: bool) -> int:
    from hoptac.accounts.subjects import retention
    from hoptac.common import personal

    terms = retention.terms()
    rows = [
        {
            "code": one.code,
            "about": one.subject.kind if one.subject else "",
            "fields": {name: kind.value for name, kind in one.fields.items()},
            "why": str(one.why),
            "held_by": str(one.hold_why),
            "months": terms[one.code].months if one.code in terms else None,
        }
        for one in personal.declarations()
    ]
    if as_json:
        output.put_json(rows)
    else:
        for row in rows:
            print(f"{row['code']}: {', '.join(row['fields'])}\n  {row['why']}")
    return 0
