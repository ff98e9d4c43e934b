"""The words of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kind of organisation (Luật Hợp tác xã 17/2023/QH15). A people's credit fund is a cooperative with a law of its own besides."""

    HTX = "htx", _("hợp tác xã")
    THT = "tht", _("tổ hợp tác")
    LHHTX = "lhhtx", _("liên hiệp hợp tác xã")
    QTDND = "qtdnd", _("quỹ tín dụng nhân dân")


COOPERATIVES = (Kind.HTX, Kind.QTDND)  # what "số hợp tác xã" counts


class Sector(models.TextChoices):
    """Sector as the Cooperative Alliance splits its yearly figures."""

    AGRICULTURE = "agriculture", _("nông, lâm, ngư, diêm nghiệp")
    INDUSTRY = "industry", _("công nghiệp, tiểu thủ công nghiệp")
    TRADE = "trade", _("thương mại, dịch vụ")
    TRANSPORT = "transport", _("vận tải")
    CONSTRUCTION = "construction", _("xây dựng")
    CREDIT = "credit", _("quỹ tín dụng nhân dân")
    ENVIRONMENT = "environment", _("môi trường")
    OTHER = "other", _("lĩnh vực khác")


class Legal(models.TextChoices):
    """Legal status in the register (NĐ 92/2024, Điều 27, 28). From when each holds and how sure we are of its words: data/registry.

    The last status of the decree, "đã giải thể, phá sản, chấm dứt tồn tại", is no state: what has ended has none.
    """

    REGISTERED = "registered", _("đang đăng ký")
    SUSPENDED = "suspended", _("tạm ngừng kinh doanh")
    ABSENT = "absent", _("không còn hoạt động tại địa chỉ đã đăng ký")
    REVOKED = "revoked", _("bị thu hồi do cưỡng chế về quản lý thuế")
    WINDING_UP = "winding_up", _("đang làm thủ tục giải thể, chia, hợp nhất, sáp nhập")
    INSOLVENT = "insolvent", _("đang làm thủ tục phá sản")


class Operating(models.TextChoices):
    """Whether it works at all; never the same question as whether it is registered."""

    ACTIVE = "active", _("đang hoạt động")
    INACTIVE = "inactive", _("ngừng hoạt động, chờ giải thể")
    PENDING = "pending", _("chưa hoạt động")


class EventKind(models.TextChoices):
    """What happens to an organisation."""

    REGISTERED = "registered", _("đăng ký thành lập")
    CHANGED = "changed", _("thay đổi nội dung đăng ký")
    MOVED = "moved", _("chuyển trụ sở")
    PLACED = "placed", _("xác định địa bàn theo bản đồ mới")
    SUSPENDED = "suspended", _("tạm ngừng kinh doanh")
    RESUMED = "resumed", _("kinh doanh trở lại")
    STATUS = "status", _("thay đổi tình trạng pháp lý")
    STARTED = "started", _("bắt đầu hoạt động")
    STOPPED = "stopped", _("ngừng hoạt động, chờ giải thể")
    RESTARTED = "restarted", _("hoạt động trở lại")
    OPENED = "opened", _("mở đơn vị phụ thuộc")
    CLOSED = "closed", _("đóng đơn vị phụ thuộc")
    CONVERTED = "converted", _("chuyển đổi loại hình")
    RECEIVED = "received", _("nhận sáp nhập")
    SPLIT = "split", _("tách ra tổ chức khác")
    MERGED = "merged", _("sáp nhập vào tổ chức khác")
    CONSOLIDATED = "consolidated", _("hợp nhất thành tổ chức khác")
    DIVIDED = "divided", _("chia thành tổ chức khác")
    REVOKED = "revoked", _("thu hồi giấy chứng nhận")
    DISSOLVED = "dissolved", _("giải thể")
    BANKRUPT = "bankrupt", _("phá sản")
    WITHDRAWN = "withdrawn", _("rút lại một ghi chép sai")


ENDING = {
    EventKind.MERGED,
    EventKind.CONSOLIDATED,
    EventKind.DIVIDED,
    EventKind.REVOKED,
    EventKind.DISSOLVED,
    EventKind.BANKRUPT,
}
BESIDE = {EventKind.OPENED, EventKind.CLOSED, EventKind.RECEIVED, EventKind.SPLIT}  # these change nothing of the organisation's own state
JOINING = {EventKind.MERGED, EventKind.CONSOLIDATED, EventKind.DIVIDED, EventKind.SPLIT}  # these name successors


class BranchKind(models.TextChoices):
    """Dependent units of an organisation."""

    BRANCH = "branch", _("chi nhánh")
    OFFICE = "office", _("văn phòng đại diện")
    SITE = "site", _("địa điểm kinh doanh")


class Waiting(models.TextChoices):
    """What became of a prepared act."""

    WAITING = "waiting", _("chờ xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận")
    REFUSED = "refused", _("không xác nhận")
    WITHDRAWN = "withdrawn", _("người lập rút lại")
