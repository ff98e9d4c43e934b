"""The words of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kind of organisation (Luật Hợp tác xã 17/2023/QH15)."""

    HTX = "htx", _("hợp tác xã")
    THT = "tht", _("tổ hợp tác")
    LHHTX = "lhhtx", _("liên hiệp hợp tác xã")


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
    """Legal status in the register."""

    REGISTERED = "registered", _("đang đăng ký")
    SUSPENDED = "suspended", _("tạm ngừng kinh doanh")


class Operating(models.TextChoices):
    """Whether it works at all; never the same question as whether it is registered."""

    ACTIVE = "active", _("đang hoạt động")
    INACTIVE = "inactive", _("ngừng hoạt động, chờ giải thể")


class EventKind(models.TextChoices):
    """What happens to an organisation."""

    REGISTERED = "registered", _("đăng ký thành lập")
    CHANGED = "changed", _("thay đổi nội dung đăng ký")
    MOVED = "moved", _("chuyển trụ sở")
    PLACED = "placed", _("xác định địa bàn theo bản đồ mới")
    SUSPENDED = "suspended", _("tạm ngừng kinh doanh")
    RESUMED = "resumed", _("kinh doanh trở lại")
    STOPPED = "stopped", _("ngừng hoạt động, chờ giải thể")
    RESTARTED = "restarted", _("hoạt động trở lại")
    CONVERTED = "converted", _("chuyển đổi loại hình")
    MERGED = "merged", _("sáp nhập vào tổ chức khác")
    DIVIDED = "divided", _("chia thành tổ chức khác")
    REVOKED = "revoked", _("thu hồi giấy chứng nhận")
    DISSOLVED = "dissolved", _("giải thể")
    WITHDRAWN = "withdrawn", _("rút lại một ghi chép sai")


ENDING = {EventKind.MERGED, EventKind.DIVIDED, EventKind.REVOKED, EventKind.DISSOLVED}
