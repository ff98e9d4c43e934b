"""Rights and the roles built from them. A right is a sentence a citizen understands; roles are data, not code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What a person may do in the area of a role."""

    READ = "read", _("Xem hồ sơ, số liệu và văn bản trong địa bàn")
    UPLOAD = "upload", _("Đưa văn bản vào để đọc và soát")
    CONFIRM = "confirm", _("Xác nhận hoặc bác bỏ mục máy đọc được")
    RECORD = "record", _("Ghi sự kiện của tổ chức trong địa bàn")
    ISSUE = "issue", _("Phát hành báo cáo của địa bàn")
    DECIDE = "decide", _("Công nhận, thu hồi danh hiệu")
    ADMINISTER = "administer", _("Quản trị người dùng và hệ thống, không tự có quyền xem dữ liệu")


class Role(models.TextChoices):
    """Roles as an office knows them."""

    COMMUNE_OFFICER = "commune_officer", _("Công chức cấp xã")
    SPECIALIST = "specialist", _("Chuyên viên sở, ngành")
    COMPILER = "compiler", _("Tổng hợp cấp tỉnh")
    LEADER = "leader", _("Lãnh đạo tỉnh")
    ALLIANCE = "alliance", _("Cán bộ Liên minh Hợp tác xã")
    VIEWER = "viewer", _("Bộ, ngành trung ương")
    REPRESENTATIVE = "representative", _("Đại diện hợp tác xã")
    COUNCIL = "council", _("Thành viên hội đồng đánh giá")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
    AUDITOR = "auditor", _("Kiểm tra, giám sát")


RIGHTS: dict[str, frozenset[str]] = {
    Role.COMMUNE_OFFICER: frozenset({Right.READ, Right.UPLOAD, Right.CONFIRM, Right.RECORD}),
    Role.SPECIALIST: frozenset({Right.READ, Right.UPLOAD, Right.CONFIRM, Right.RECORD}),
    Role.COMPILER: frozenset({Right.READ, Right.UPLOAD, Right.CONFIRM, Right.RECORD, Right.ISSUE}),
    Role.LEADER: frozenset({Right.READ, Right.UPLOAD, Right.CONFIRM, Right.ISSUE, Right.DECIDE}),
    Role.ALLIANCE: frozenset({Right.READ, Right.UPLOAD, Right.CONFIRM}),
    Role.VIEWER: frozenset({Right.READ}),
    Role.REPRESENTATIVE: frozenset({Right.READ}),
    Role.COUNCIL: frozenset({Right.READ}),
    Role.ADMINISTRATOR: frozenset({Right.ADMINISTER}),
    Role.AUDITOR: frozenset({Right.READ}),
}
