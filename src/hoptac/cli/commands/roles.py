"""`roles follow`: closes roles whose place or body ended by a day, and proposes successors; grants nothing."""

from __future__ import annotations

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.speech import in_words


def main(arguments: list[str]) -> int:
    """Looks up to a day (today); a second run finds nothing new."""
    purpose = (
        "Khép vai trò ở nơi đã hết và đề xuất nơi tiếp nhận; không tự trao gì.",
        "Closes roles on scopes that ended and proposes successors; grants nothing.",
    )
    words = Words("roles", purpose, "follow [--on DAY]")
    words.add_argument("what", choices=("follow",), metavar="follow", help=in_words("theo sắp xếp đơn vị", "follow reorganisations"))
    words.add_argument("--on", metavar="DAY", help=in_words("đến hết ngày này, mặc định hôm nay", "up to this day, today by default"))
    asked = words.read(arguments)
    if asked is None:
        return 0
    site.open_site()
    from hoptac.accounts import areas, following, roles
    from hoptac.common.days import parse_day

    made = following.follow(by=site.operator(), day=parse_day(asked.on) if asked.on else None)
    rows = [
        {
            "user": one.grant.user.username,
            "role": one.grant.role,
            "scope": areas.name(one.grant.scope_kind, one.grant.scope_id, one.on),
            "on": one.on.isoformat(),
            "candidates": [areas.name(one.grant.scope_kind, c["id"], one.on) for c in one.candidates],
        }
        for one in made
    ]
    if asked.json:
        output.put_json(rows)
    else:
        output.put_table(
            ["", "", "", "", ""], [[r["user"], roles.label(r["role"]), r["scope"], r["on"], ", ".join(r["candidates"])] for r in rows]
        )
        print(in_words(f"{len(rows)} đề xuất mới.", f"{len(rows)} new proposals."))
    return 0
