"""Tax codes: the ten digits an organisation has as its number, and the thirteen of its dependent units."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from stdnum.vn import mst

from hoptac.common.errors import UserError

TEN = re.compile(r"\d{10}")
BRANCH = re.compile(r"(\d{10})-(\d{3})")


def flaw(code: str) -> str:
    """Why a code cannot be an organisation's: a sentence, or empty when it can (check digit: `stdnum.vn.mst`)."""
    if re.fullmatch(r"\d{12}", code):
        return _("Mã %s có 12 chữ số: đó là số định danh cá nhân, không phải mã số của tổ chức.") % code
    if not TEN.fullmatch(code):
        return _("Mã số thuế “%s” phải có đúng 10 chữ số.") % code
    if not mst.is_valid(code):
        return _("Mã số thuế %s sai chữ số kiểm tra. Kiểm tra lại từng chữ số.") % code
    return ""


def checked(code: str | None, *, legacy: bool = False) -> tuple[str | None, str]:
    """The code as it is kept, and a note. A flaw refuses a new record; on an old one (`legacy`) it is kept as a warning.

    Raises UserError with the flaw.
    """
    code = re.sub(r"\s", "", code or "")
    if not code:
        return None, ""
    why = flaw(code)
    if why and (not legacy or len(code) > 14):
        raise UserError(why)
    return code, why


def check_branch(code: str, parent: str | None) -> None:
    """Raises UserError unless the code of a dependent unit is its organisation's ten digits, "-" and 001 to 999."""
    fits = BRANCH.fullmatch(code)
    if not fits or fits[2] == "000":
        raise UserError(_("Mã đơn vị phụ thuộc “%s” phải có dạng 0100109106-001 (mười chữ số, gạch nối, 001 đến 999).") % code)
    if parent and fits[1] != parent:
        raise UserError(
            _("Mã đơn vị phụ thuộc %(code)s không bắt đầu bằng mã số của tổ chức (%(parent)s).") % {"code": code, "parent": parent}
        )
