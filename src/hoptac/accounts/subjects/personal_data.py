"""What this room holds about people: what they asked, what they agreed to, and who handled it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoptac.accounts.subjects.models import Consent, Request, Restriction, Step
from hoptac.common.personal import HOLD, About, Kind, declare

PROOF = _("chứng cứ đã giải quyết yêu cầu, giữ 5 năm sau khi khép")
OFFICIAL = _("ai đã giải quyết yêu cầu là hồ sơ công vụ; giữ theo pháp luật về lưu trữ")


for kind in ("user", "person"):
    only = {"subject_kind": kind}
    declare(
        Request, subject=About(kind, "subject_id", only=only), fields={"wish": Kind.OTHER, "identity": Kind.FACT, "asked": Kind.FACT},
        also=("received_on", "state", "answered_on", "closed_on"), erase=HOLD, hold_why=PROOF, kept_since="closed_on",
        why=_("Yêu cầu của người ấy về dữ liệu của mình (Luật Bảo vệ dữ liệu cá nhân)"), second="" if kind == "user" else kind,
    )  # fmt: skip
    declare(
        Step, subject=About(kind, "request__subject_id", only={"request__subject_kind": kind}), fields={"note": Kind.OTHER},
        also=("at", "what"), erase=HOLD, hold_why=PROOF, why=_("Các bước giải quyết yêu cầu của người ấy"), second=f"of_{kind}",
    )  # fmt: skip
    declare(
        Consent, subject=About(kind, "subject_id", only=only), fields={"purpose": Kind.FACT, "text": Kind.FACT},
        also=("text_version", "given_at", "given_how", "withdrawn_at"), erase=HOLD, hold_why=_("chứng cứ đồng ý, giữ 5 năm sau khi rút"),
        kept_since="withdrawn_at", why=_("Người ấy đã đồng ý điều gì, khi nào"), second="" if kind == "user" else kind,
    )  # fmt: skip
    declare(
        Restriction, subject=About(kind, "subject_id", only=only), fields={"why": Kind.OTHER}, also=("since", "lifted_at"), erase=HOLD,
        hold_why=PROOF, why=_("Dữ liệu của người ấy đang bị hạn chế xử lý"), second=kind,
    )  # fmt: skip
for name in ("received_by", "identity_by"):
    declare(
        Request, subject=About("user", name, key="username"), fields={name: Kind.ACCOUNT}, also=("received_on",), erase=HOLD,
        hold_why=OFFICIAL, why=_("Ai đã giải quyết yêu cầu (thi hành công vụ)"), second=name,
    )  # fmt: skip
declare(
    Step, subject=About("user", "by", key="username"), fields={"by": Kind.ACCOUNT}, also=("at", "what"), erase=HOLD, hold_why=OFFICIAL,
    why=_("Ai đã giải quyết yêu cầu (thi hành công vụ)"),
)  # fmt: skip
