"""What the register holds about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoptac.common.personal import CLEAR, HOLD, PSEUDONYM, About, Kind, SubjectKind, before_erasing, declare, not_personal, register_kind
from hoptac.registry import people_subjects
from hoptac.registry.models import Branch, Event, Organisation, Product, Proposal, Stand, State
from hoptac.registry.people_models import Membership, Officer, Person

PUBLIC = _("nội dung đăng ký hợp tác xã được công bố theo pháp luật; giữ cùng hồ sơ đăng ký")
OFFICIAL = _("ai chuẩn bị, ai quyết định là hồ sơ công vụ; giữ theo pháp luật về lưu trữ")

declare(
    Event,
    subject=None,
    fields={"data.representative": Kind.NAME},
    erase=HOLD,
    hold_why=PUBLIC,
    why=_("Người đại diện theo pháp luật là nội dung đăng ký (Luật Hợp tác xã)"),
)
declare(
    State,
    subject=None,
    fields={"facts.representative": Kind.NAME},
    erase=HOLD,
    hold_why=PUBLIC,
    why=_("Người đại diện theo pháp luật là nội dung đăng ký (Luật Hợp tác xã)"),
)
declare(
    Product,
    subject=None,
    fields={"producer_name": Kind.NAME},
    erase=HOLD,
    hold_why=_("chủ thể của sản phẩm được công bố cùng quyết định công nhận"),
    why=_("Chủ thể sản phẩm, có khi là một hộ mang tên chủ hộ (chương trình OCOP)"),
)
declare(
    Proposal,
    subject=About("user", "prepared_by", key="username", only={"prepared_by_kind": "user"}),
    fields={"prepared_by": Kind.ACCOUNT},
    also=("act", "prepared_at"),
    erase=HOLD,
    hold_why=OFFICIAL,
    why=_("Ai đã chuẩn bị một việc chờ người quyết định (thi hành công vụ)"),
    second="prepared",
)
declare(
    Proposal,
    subject=About("user", "decided_by", key="username", only={"decided_by_kind": "user"}),
    fields={"decided_by": Kind.ACCOUNT},
    also=("act", "decided_at", "reason"),
    erase=HOLD,
    hold_why=OFFICIAL,
    why=_("Ai đã quyết định về một việc đã chuẩn bị (thi hành công vụ)"),
    second="decided",
)
not_personal(Organisation, "certificate_address", why="the address of an organisation's seat")
not_personal(Branch, "address", why="the address of a branch")
not_personal(Stand, "signature", why="a digest of counting rows, not of a hand")

MEMBERS = _("Sổ đăng ký thành viên, cán bộ của hợp tác xã (Luật Hợp tác xã)")
HELD = _("hồ sơ thành viên, cán bộ giữ một thời gian sau khi thôi")
NUMBERS = _("số liệu của tổ chức; giữ lại thành một dòng không tên")

register_kind(SubjectKind("person", _("người trong tổ chức"), people_subjects.names, people_subjects.called, people_subjects.place))
before_erasing("person", people_subjects.refuse_while_belonging)
declare(
    Person,
    subject=About("person", "public_id"),
    fields={
        "full_name": Kind.NAME, "name_key": Kind.NAME, "birth_date": Kind.BIRTH, "sex": Kind.OTHER, "citizen_number": Kind.CITIZEN,
        "citizen_hash": Kind.OTHER, "phone": Kind.PHONE, "email": Kind.EMAIL, "home_address": Kind.HOME,
    },
    also=("recorded_at",),
    erase={"full_name": PSEUDONYM, "*": CLEAR},
    hold_until=people_subjects.held_until,
    hold_why=HELD,
    correct=("birth_date", "sex", "phone", "email", "home_address"),
    why=MEMBERS,
)  # fmt: skip
declare(
    Membership,
    subject=About("person", "person__public_id"),
    fields={"kind": Kind.OTHER, "form": Kind.OTHER, "is_foreign": Kind.OTHER, "contribution": Kind.OTHER, "left_because": Kind.OTHER},
    also=("organisation", "valid_from", "valid_to", "source"),
    export=people_subjects.organisation_of,
    erase={"left_because": CLEAR, "*": HOLD},
    hold_why=NUMBERS,
    why=MEMBERS,
)
declare(
    Officer,
    subject=About("person", "person__public_id"),
    fields={"post": Kind.OTHER, "training": Kind.OTHER},
    also=("organisation", "valid_from", "valid_to", "document_label"),
    export=people_subjects.organisation_of,
    erase=HOLD,
    hold_why=NUMBERS,
    why=MEMBERS,
)
