"""Rights, and the names of the shipped roles. A right is a sentence a citizen understands; what a role may do is data (`roles`)."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What a person may do in the scope of a role."""

    READ = "read", _("Xem hồ sơ, số liệu và văn bản trong địa bàn")
    UPLOAD = "upload", _("Đưa văn bản vào để đọc và soát")
    CONFIRM = "confirm", _("Xác nhận hoặc bác bỏ mục máy đọc được")
    RECORD = "record", _("Ghi sự kiện của tổ chức trong địa bàn")
    IMPORT = "import", _("Nhập dữ liệu từ bảng tính")
    EXPORT = "export", _("Tải danh sách không công khai ra bảng tính")
    REVEAL = "reveal", _("Mở dữ liệu cá nhân đang che, từng người một, có ghi lý do")
    SUBJECTS = "subjects", _("Trả lời yêu cầu của người có dữ liệu cá nhân")
    ISSUE = "issue", _("Phát hành báo cáo của địa bàn")
    ASSIGN = "assign", _("Giao nhiệm vụ cho đơn vị trong địa bàn")
    DECIDE = "decide", _("Công nhận, thu hồi danh hiệu")
    ASSESS = "assess", _("Chấm điểm và nhận xét trong hội đồng")
    AUDIT = "audit", _("Xem nhật ký ai đã làm gì")
    GRANT = "grant", _("Trao và thôi vai trò của người khác, trong phạm vi của mình")
    ADMINISTER = "administer", _("Quản trị người dùng và hệ thống, không tự có quyền xem dữ liệu")


# Rights that see or change no data of the area.
WITHOUT_DATA = frozenset({Right.AUDIT, Right.GRANT, Right.ADMINISTER})
# Rights that stay with their holder on leave: who could pass these on could make a second administrator out of anyone.
NEVER_DELEGATED = frozenset({Right.AUDIT, Right.GRANT, Right.ADMINISTER, Right.REVEAL, Right.SUBJECTS})


class Role(StrEnum):
    """Roles the code names. Each stands in the shipped role files; what it may do stands only there."""

    COMMUNE_OFFICER = "commune_officer"
    SPECIALIST = "specialist"
    COMPILER = "compiler"
    LEADER = "leader"
    ALLIANCE = "alliance"
    VIEWER = "viewer"
    REPRESENTATIVE = "representative"
    COUNCIL = "council"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class ProposalState(models.TextChoices):
    """What became of a proposal after a reorganisation."""

    OPEN = "open", _("chờ quyết định")
    CONFIRMED = "confirmed", _("đã trao vai trò mới")
    DECLINED = "declined", _("không trao tiếp")
