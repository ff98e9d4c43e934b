"""The words of people in organisations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberKind(models.TextChoices):
    """Kinds of member (Luật Hợp tác xã 17/2023/QH15). The law of 2012 knew one kind: such rows are official and flagged."""

    OFFICIAL = "official", _("thành viên chính thức")
    CAPITAL = "capital", _("thành viên liên kết góp vốn")
    ASSOCIATE = "associate", _("thành viên liên kết không góp vốn")


class MemberForm(models.TextChoices):
    """What a member is, as the yearly reports tell it apart."""

    INDIVIDUAL = "individual", _("cá nhân")
    HOUSEHOLD = "household", _("hộ gia đình, qua người đại diện")
    LEGAL = "legal", _("pháp nhân")


class Post(models.TextChoices):
    """Posts of officers."""

    CHAIR = "chair", _("chủ tịch hội đồng quản trị")
    DIRECTOR = "director", _("giám đốc, tổng giám đốc")
    DEPUTY = "deputy", _("phó giám đốc")
    BOARD = "board", _("thành viên hội đồng quản trị")
    CONTROL = "control", _("trưởng ban kiểm soát, kiểm soát viên phụ trách")
    ACCOUNTANT = "accountant", _("kế toán")
    GROUP_HEAD = "group_head", _("tổ trưởng tổ hợp tác")
    OTHER = "other", _("chức danh khác")


HEADS = frozenset({Post.CHAIR, Post.DIRECTOR, Post.CONTROL, Post.GROUP_HEAD})  # one at a time in an organisation


class Training(models.TextChoices):
    """Training level of officers, in the four steps of the report forms (TT 09/2024/TT-BKHĐT)."""

    NONE = "none", _("chưa qua đào tạo")
    BASIC = "basic", _("sơ cấp")
    MIDDLE = "middle", _("trung cấp, cao đẳng")
    HIGH = "high", _("đại học trở lên")


class Sex(models.TextChoices):
    """Sex as on the citizen's card."""

    FEMALE = "female", _("nữ")
    MALE = "male", _("nam")
