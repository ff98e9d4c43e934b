"""The lives of organisations as plain values: what happens to each on which day, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hoptac.registry.enums import EventKind
from hoptac.registry.histories import Past
from hoptac.story.ground import Spot


@dataclass
class Life:
    """One organisation from its founding on. `condition`: active, stopped, suspended or over."""

    kind: str
    name: str
    sector: str
    spot: Spot
    on: date
    document: str
    source: str = ""
    is_known: bool = False  # a real cooperative: nothing is made up to happen to it
    condition: str = "active"
    events: list[Past] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.first = (self.kind, self.name, self.spot.place_id)  # as founded; the fields above follow the events

    @property
    def last_day(self) -> date:
        """The day of the latest event."""
        return self.events[-1].on if self.events else self.on

    def happen(self, event: Past, condition: str = "") -> None:
        """Adds an event, and what it leads to."""
        self.events.append(event)
        self.condition = condition or self.condition


ACTIVE, STOPPED, SUSPENDED, OVER = "active", "stopped", "suspended", "over"
# action of the plan: (condition it finds an organisation in, event, condition it leads to, words on the paper)
ACTIONS = {
    "dissolved": (STOPPED, EventKind.DISSOLVED, OVER, "Thông báo giải thể"),
    "revoked": (STOPPED, EventKind.REVOKED, OVER, "Quyết định thu hồi giấy chứng nhận"),
    "merged": (ACTIVE, EventKind.MERGED, OVER, "Thông báo sáp nhập"),
    "enterprise": (ACTIVE, EventKind.CONVERTED, OVER, "Thông báo chuyển đổi thành doanh nghiệp"),
    "stopped": (ACTIVE, EventKind.STOPPED, STOPPED, "Biên bản rà soát"),
    "restarted": (STOPPED, EventKind.RESTARTED, ACTIVE, "Biên bản rà soát"),
    "suspended": (ACTIVE, EventKind.SUSPENDED, SUSPENDED, "Thông báo tạm ngừng kinh doanh"),
    "resumed": (SUSPENDED, EventKind.RESUMED, ACTIVE, "Thông báo kinh doanh trở lại"),
    "moved": (ACTIVE, EventKind.MOVED, ACTIVE, "Thông báo thay đổi địa chỉ trụ sở"),
    "renamed": (ACTIVE, EventKind.CHANGED, ACTIVE, "Thông báo thay đổi tên"),
    "tht_ended": (ACTIVE, EventKind.DISSOLVED, OVER, "Thông báo chấm dứt hợp đồng hợp tác"),
    "converted": (ACTIVE, EventKind.CONVERTED, ACTIVE, "Thông báo chuyển đổi thành hợp tác xã"),
}
PLACE_BOUND = {"dissolved", "revoked", "merged", "enterprise", "tht_ended", "converted", "moved"}
