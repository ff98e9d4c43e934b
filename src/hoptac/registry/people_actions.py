"""Acts on people in organisations: joining, leaving, capital, posts, workers. Each is one transaction with its row in the trail.

Personal values go to the trail's vault, never into its plain data; the contribution of a cooperative to its union is no personal value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.text import fold, format_day, nfc
from hoptac.places.models import Agency
from hoptac.registry import people_identity as identity
from hoptac.registry import people_rules as rules
from hoptac.registry.enums import Kind
from hoptac.registry.models import Organisation, State
from hoptac.registry.people_enums import HEADS, MemberForm, MemberKind, Post
from hoptac.registry.people_identity import Given
from hoptac.registry.people_models import Affiliation, Membership, Officer, Person, Workers
from hoptac.registry.people_rules import Objection


@dataclass(frozen=True)
class Joining:
    """What is told of somebody who becomes a member. Exactly one of person, body and body_name."""

    organisation: Organisation
    on: date
    kind: str = MemberKind.OFFICIAL
    person: Person | Given | None = None
    body: Organisation | None = None
    body_name: str = ""
    form: str = ""
    contribution: int | None = None
    is_foreign: bool = False
    is_since_list: bool = False
    source: str = ""
    is_synthetic: bool = False


@dataclass
class Recorded:
    """What an act left on record, and what the law has to say about it (told, not refused)."""

    row: Any
    warnings: list[Objection] = field(default_factory=list)


def join(*, joining: Joining, by: Actor) -> Recorded:
    """Records a member from a day on. Raises UserError, with the law where it is one, when it cannot be."""
    with transaction.atomic():
        audit.first_in_line()
        done, acts = _joined(joining)
        audit.write_all(by=by, acts=acts)
    return done


def join_many(*, joinings: Sequence[Joining], by: Actor) -> list[Recorded]:
    """Records many members, all or none. Raises UserError that names every row that cannot be, by its number from 1."""
    done, acts, refused = [], [], []
    with transaction.atomic():
        audit.first_in_line()
        for number, joining in enumerate(joinings, 1):
            try:
                one, told = _joined(joining)
            except UserError as error:
                refused.append(_("Dòng %(n)s: %(why)s") % {"n": number, "why": error.sentence})
                continue
            done.append(one)
            acts += told
        if refused:
            raise UserError(_("Chưa ghi dòng nào: %s dòng không ghi được.") % len(refused), refused)
        audit.write_all(by=by, acts=acts)
    return done


def _joined(told: Joining) -> tuple[Recorded, list[audit.Act]]:
    """One member recorded inside the transaction, and the rows for the trail."""
    state = standing(told.organisation, told.on)
    _check_member(told, state)
    acts: list[audit.Act] = []
    person = told.person
    if isinstance(person, Given):
        person, acts = _person(person, told.organisation, state.place_id, told.is_synthetic)
    holder = _holder(told, person)
    _refuse_twice(holder, told.on)
    born = person.birth_date if person else None
    warnings = _lawful(state, told.on, told.kind, told.contribution, told.is_foreign, born)
    row = Membership.objects.create(
        organisation=told.organisation, valid_from=told.on, person=person, body=told.body, body_name=nfc(told.body_name).strip(),
        holder=holder, kind=told.kind, is_of_2012=told.on < rules.OLD_LAW_UNTIL, form=told.form or _form(told),
        is_foreign=told.is_foreign, contribution=told.contribution, is_since_list=told.is_since_list, source=nfc(told.source)[:300],
        is_synthetic=told.is_synthetic,
    )  # fmt: skip
    acts.append(_act("member.join", row, {"kind": told.kind, "on": told.on}, state.place_id, {"contribution": told.contribution}))
    return Recorded(row, warnings), acts


def standing(organisation: Organisation, day: date) -> State:
    """What the organisation is on the day; UserError when it does not stand then."""
    state: State | None = State.objects.on(day).filter(organisation=organisation).first()
    if state is None:
        raise UserError(_("Ngày %s tổ chức không có trong sổ: chưa thành lập hoặc đã chấm dứt. Kiểm tra lại ngày.") % format_day(day))
    return state


def _form(told: Joining) -> str:
    return MemberForm.INDIVIDUAL if told.person else MemberForm.LEGAL


def _check_member(told: Joining, state: State) -> None:
    """Raises UserError where this member cannot belong to this organisation at all."""
    if sum(map(bool, (told.person, told.body, nfc(told.body_name).strip()))) != 1:
        raise UserError(_("Thành viên là một người, một tổ chức trong sổ, hoặc một pháp nhân khác: ghi đúng một."))
    if told.contribution is not None and told.contribution < 0:
        raise UserError(_("Vốn góp là số đồng, không âm."))
    if told.form == MemberForm.LEGAL and told.person or told.form in (MemberForm.INDIVIDUAL, MemberForm.HOUSEHOLD) and not told.person:
        raise UserError(_("Cá nhân hoặc hộ cần tên một người; pháp nhân cần tên tổ chức."))
    _check_kind(told.kind, told.on, told.contribution)
    if told.body is not None:
        if told.body.pk == told.organisation.pk:
            raise UserError(_("Một tổ chức không là thành viên của chính mình."))
        if not State.objects.on(told.on).filter(organisation=told.body).exists():
            raise UserError(_("Ngày %s tổ chức thành viên không có trong sổ: chưa thành lập hoặc đã chấm dứt.") % format_day(told.on))
    if state.kind == Kind.LHHTX and told.kind == MemberKind.OFFICIAL:
        _check_union(told)


def _check_kind(kind: str, on: date, contribution: int | None) -> None:
    if kind != MemberKind.OFFICIAL and on < rules.OLD_LAW_UNTIL:
        raise UserError(
            _("Trước ngày %s chỉ có một loại thành viên (%s). Ghi là thành viên chính thức.")
            % (format_day(rules.OLD_LAW_UNTIL), rules.law(on))
        )
    if kind == MemberKind.ASSOCIATE and contribution:
        raise UserError(_("Thành viên liên kết không góp vốn thì không có vốn góp. Chọn loại có góp vốn, hoặc để trống vốn góp."))


def _check_union(told: Joining) -> None:
    """The members of a union are cooperatives."""
    kinds = rules.union_of(told.on)
    if not kinds:
        return
    body = State.objects.on(told.on).filter(organisation=told.body).first() if told.body else None
    if body is None or body.kind not in kinds:
        who = f"{body.name} ({body.get_kind_display()})" if body else _("người hoặc pháp nhân ngoài sổ")
        raise UserError(
            _("Thành viên chính thức của liên hiệp phải là hợp tác xã trong sổ; đây là %(who)s (%(law)s).")
            % {"who": who, "law": rules.law(told.on)}
        )


def _holder(told: Joining, person: Person | None) -> str:
    """Organisation and member in one word."""
    if person is not None:
        return f"{told.organisation.pk}:p{person.pk}"
    return f"{told.organisation.pk}:o{told.body.pk}" if told.body else f"{told.organisation.pk}:n{fold(told.body_name)}"[:120]


def _refuse_twice(holder: str, on: date, until: date | None = None) -> None:
    """Raises UserError when the member is one already on the day or later."""
    rows = Membership.objects.filter(holder=holder).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    found = (rows.filter(valid_from__lt=until) if until else rows).order_by("valid_from").first()
    if found is not None:
        raise UserError(
            _("Đã là thành viên từ ngày %(first)s%(to)s. Sửa dòng ấy, hoặc ghi chấm dứt rồi mới ghi lại.")
            % {"first": format_day(found.valid_from), "to": _(" đến trước ngày %s") % format_day(found.valid_to) if found.valid_to else ""}
        )


def _lawful(state: State, on: date, kind: str, contribution: int | None, foreign: bool, born: date | None, but: int = 0) -> list[Objection]:
    """What the law objects to; raises UserError where it may not be recorded."""
    charter = state.facts.get("charter_capital")
    found = [rules.too_young(state.kind, on, kind, born)]
    if kind == MemberKind.OFFICIAL:
        found.append(rules.too_much_of(state.kind, on, contribution, charter))
    if foreign:
        others = Membership.objects.on(on).filter(organisation=state.organisation_id, is_foreign=True).exclude(pk=but)
        total = (others.aggregate(n=Sum("contribution"))["n"] or 0) + (contribution or 0)
        found.append(rules.too_foreign(state.kind, on, total, charter))
    objections = [one for one in found if one is not None]
    refusing = [one.told for one in objections if one.refuses]
    if refusing:
        raise UserError(refusing[0], refusing[1:])
    return objections


def _act(act: str, row: Any, data: dict[str, Any], place: int | None, personal: dict[str, Any] | None = None) -> audit.Act:
    """A row of the trail on the organisation; values about a person go to the vault."""
    told = {"row": row.public_id, **data}
    body = getattr(row, "body", None)
    if body is not None:
        told |= {"body": body.public_id, **(personal or {})}
    person = getattr(row, "person", None)
    sealed = {person.public_id: personal} if person is not None and personal else None
    if person is not None:
        told["person"] = person.public_id
    return audit.Act(act, "organisation", row.organisation.public_id, told, place, sealed)


def _person(given: Given, organisation: Organisation, place: int, is_synthetic: bool) -> tuple[Person, list[audit.Act]]:
    """The person who is meant: known by citizen number or in this organisation, else somebody new."""
    known = identity.find(given, organisation)
    if known is None:
        person = identity.make(given, is_synthetic)
        values = {name: value for name, value in asdict(given).items() if value}
        return person, [audit.Act("person.add", "person", person.public_id, {}, place, {person.public_id: values})]
    filled = identity.fill(known, given)
    if not filled:
        return known, []
    return known, [audit.Act("person.change", "person", known.public_id, {"fields": sorted(filled)}, place, {known.public_id: filled})]


def change_person(*, person: Person, version: int, given: Given, by: Actor, place: int | None) -> Person:
    """Corrects what is held about a person. Raises ChangedMeanwhile when another did in between."""
    with transaction.atomic():
        audit.first_in_line()
        changed = identity.change(person, version, given)
        if changed:
            sealed = {person.public_id: changed}
            audit.write(
                by=by,
                act="person.change",
                kind="person",
                id=person.public_id,
                data={"fields": sorted(changed)},
                place=place,
                personal=sealed,
            )
    return person


def leave(*, membership: Membership, on: date, by: Actor, because: str = "") -> Membership:
    """Ends a membership: `on` is the first day on which the member is one no more."""
    with transaction.atomic():
        audit.first_in_line()
        membership = Membership.objects.select_related("organisation", "person", "body").get(pk=membership.pk)
        _end(membership, on)
        membership.left_because = nfc(because).strip()[:200]
        membership.save(update_fields=["valid_to", "left_because"])
        audit.write_all(by=by, acts=[_act("member.leave", membership, {"on": on}, _seat(membership.organisation))])
    return membership


def _end(row: Any, on: date) -> None:
    if row.valid_to is not None:
        raise UserError(_("Dòng này đã ghi thôi từ ngày %s.") % format_day(row.valid_to))
    if on <= row.valid_from:
        raise UserError(_("Ngày thôi phải sau ngày bắt đầu %s.") % format_day(row.valid_from))
    row.valid_to = on


def _seat(organisation: Organisation) -> int | None:
    """The place of the organisation, its last one once it has ended."""
    return organisation.states.order_by("-valid_from").values_list("place_id", flat=True).first()


def change_capital(*, membership: Membership, on: date, contribution: int | None, by: Actor, kind: str = "") -> Recorded:
    """Records another contribution (or kind) from a day on: the row ends, another begins; on its first day the row itself is corrected."""
    with transaction.atomic():
        audit.first_in_line()
        row = Membership.objects.select_related("organisation", "person", "body").get(pk=membership.pk)
        state = standing(row.organisation, on)
        kind = kind or row.kind
        _check_kind(kind, on, contribution)
        if contribution is not None and contribution < 0:
            raise UserError(_("Vốn góp là số đồng, không âm."))
        was = {"contribution_before": row.contribution, "contribution": contribution}
        warnings = _lawful(state, on, kind, contribution, row.is_foreign, row.person.birth_date if row.person else None, row.pk)
        if on == row.valid_from and row.valid_to is None:
            row.contribution, row.kind = contribution, kind
            row.save(update_fields=["contribution", "kind"])
        else:
            _end(row, on)
            row.save(update_fields=["valid_to"])
            row = _next(row, on, contribution, kind)
        audit.write_all(by=by, acts=[_act("member.capital", row, {"on": on, "kind": kind}, state.place_id, was)])
    return Recorded(row, warnings)


def _next(row: Membership, on: date, contribution: int | None, kind: str) -> Membership:
    """The row that follows a change."""
    same = {name: getattr(row, name) for name in ("organisation", "person", "body", "body_name", "holder", "form", "is_foreign", "source")}
    return Membership.objects.create(
        **same, valid_from=on, contribution=contribution, kind=kind, is_of_2012=on < rules.OLD_LAW_UNTIL, is_synthetic=row.is_synthetic
    )


def appoint(
    *, organisation: Organisation, person: Person | Given, post: str, on: date, by: Actor, training: str = "", document: str = "",
    is_synthetic: bool = False,
) -> Officer:  # fmt: skip
    """Records who holds a post from a day on. Raises UserError for a second head at once, or a post this kind does not have."""
    with transaction.atomic():
        audit.first_in_line()
        state = standing(organisation, on)
        _check_post(post, state)
        acts: list[audit.Act] = []
        if isinstance(person, Given):
            person, acts = _person(person, organisation, state.place_id, is_synthetic)
        seat = f"{organisation.pk}:{post}" if post in HEADS else None
        _refuse_two_heads(organisation, post, seat, person, on)
        row = Officer.objects.create(
            organisation=organisation, person=person, post=post, seat=seat, valid_from=on, training=training,
            document_label=nfc(document)[:200], is_synthetic=is_synthetic,
        )  # fmt: skip
        acts.append(
            _act("officer.appoint", row, {"post": post, "on": on, "document": row.document_label}, state.place_id, {"training": training})
        )
        audit.write_all(by=by, acts=acts)
    return row


def _check_post(post: str, state: State) -> None:
    of_group = state.kind == Kind.THT
    if of_group and post in HEADS - {Post.GROUP_HEAD} or not of_group and post == Post.GROUP_HEAD:
        raise UserError(
            _("%(kind)s không có chức danh “%(post)s”.") % {"kind": str(Kind(state.kind).label).capitalize(), "post": Post(post).label}
        )


def _refuse_two_heads(organisation: Organisation, post: str, seat: str | None, person: Person, on: date) -> None:
    rows = Officer.objects.filter(organisation=organisation, post=post).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    rows = rows if seat else rows.filter(person=person)
    found = rows.select_related("person").order_by("valid_from").first()
    if found is not None:
        raise UserError(
            _("Từ ngày %(first)s %(name)s giữ chức “%(post)s”. Ghi thôi giữ chức trước khi ghi người mới.")
            % {"first": format_day(found.valid_from), "name": found.person.full_name, "post": Post(post).label}
        )


def end_post(*, officer: Officer, on: date, by: Actor) -> Officer:
    """Ends a post: `on` is the first day on which it is held no more."""
    with transaction.atomic():
        audit.first_in_line()
        row = Officer.objects.select_related("organisation", "person").get(pk=officer.pk)
        _end(row, on)
        row.save(update_fields=["valid_to"])
        audit.write_all(by=by, acts=[_act("officer.end", row, {"post": row.post, "on": on}, _seat(row.organisation))])
    return row


def set_workers(
    *, organisation: Organisation, day: date, total: int, by: Actor, members: int | None = None, women: int | None = None,
    insured: int | None = None, source: str = "", is_synthetic: bool = False,
) -> Workers:  # fmt: skip
    """Records how many worked there on a day; for the same day the numbers are corrected, and the trail keeps the old ones."""
    numbers = {"total": total, "members": members, "women": women, "insured": insured}
    for part in (members, women, insured):
        if part is not None and not 0 <= part <= total:
            raise UserError(_("Số trong đó không thể lớn hơn tổng số lao động (%s).") % total)
    with transaction.atomic():
        audit.first_in_line()
        state = standing(organisation, day)
        old = Workers.objects.filter(organisation=organisation, day=day).values(*numbers).first()
        more = {"source": nfc(source)[:300], "is_synthetic": is_synthetic}
        row, _made = Workers.objects.update_or_create(organisation=organisation, day=day, defaults=numbers | more)
        data = {"on": day, **numbers, **({"before": old} if old else {})}
        audit.write(by=by, act="workers.set", kind="organisation", id=organisation.public_id, data=data, place=state.place_id)
    return row


def affiliate(*, organisation: Organisation, agency: Agency, on: date, by: Actor, is_synthetic: bool = False) -> Affiliation:
    """Records that an organisation is a member of the Alliance from a day on."""
    with transaction.atomic():
        audit.first_in_line()
        state = standing(organisation, on)
        if Affiliation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), organisation=organisation).exists():
            raise UserError(_("Tổ chức đã là thành viên Liên minh. Ghi thôi dòng ấy trước."))
        row = Affiliation.objects.create(organisation=organisation, agency=agency, valid_from=on, is_synthetic=is_synthetic)
        audit.write_all(by=by, acts=[_act("alliance.join", row, {"agency": agency.uid, "on": on}, state.place_id)])
    return row


def disaffiliate(*, affiliation: Affiliation, on: date, by: Actor) -> Affiliation:
    """Ends the membership of the Alliance."""
    with transaction.atomic():
        audit.first_in_line()
        row = Affiliation.objects.select_related("organisation").get(pk=affiliation.pk)
        _end(row, on)
        row.save(update_fields=["valid_to"])
        audit.write_all(by=by, acts=[_act("alliance.leave", row, {"on": on}, _seat(row.organisation))])
    return row
