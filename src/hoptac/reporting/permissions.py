"""Who may issue a report: whoever holds the right at its place. Reading an issued one is open to all."""

from __future__ import annotations

from hoptac.accounts import gates
from hoptac.accounts.enums import Right


def may_issue(viewer: gates.Viewer, place_id: int | None = None) -> bool:
    """Whether the viewer may issue reports, at the place where one is given."""
    return gates.may(viewer, Right.ISSUE, place_id)


def require_issue(viewer: gates.Viewer, place_id: int) -> None:
    """PermissionDenied where the viewer may not issue for the place."""
    gates.require(viewer, Right.ISSUE, place_id)
