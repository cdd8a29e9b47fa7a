"""Referrals between organisations, sealed as browsers seal them. Everybody and everything here is made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from safeconduct.casework.models import KnownHit, Referral
from safeconduct.casework.rules.referring import last_day
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Organisation
from safeconduct.people.permissions import Role
from safeconduct.vault.format.letters import seal_letter
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.models import Register
from tests.factories.casework import make_case, make_caseworker
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_organisation
from tests.factories.posting import Browser
from tests.factories.vault import TODAY, KeyedMember, KeyedVault, make_keyed_member, make_vault

REFERRALS = "/desk/cases/referrals/"
PACKAGE = {"v": 1, "kind": "referral", "items": [{"kind": "need", "what": "legal"}], "lines": ["Needs a lawyer this week."]}


@dataclass
class Partners:
    """The Lantern Line (Malika, Zoya, Lev) and North Harbour (Ngozi, Otto) answer one crisis; Far Shore (Vera) answers another.

    Ngozi holds North Harbour's register of referrals together with Ada; Otto works there and holds none.
    """

    people: dict[str, KeyedMember]
    crisis: Crisis
    register: KeyedVault

    def __getitem__(self, name: str) -> KeyedMember:
        return self.people[name]

    @property
    def harbour(self) -> Organisation:
        return self["ngozi"].member.organisation


def make_partners(voucher: KeyedMember | None = None) -> Partners:
    """Set the stage: two organisations with a crisis, a register over there, and an outsider who has every role."""
    people = {name: make_caseworker(name, voucher=voucher) for name in ("malika", "zoya", "lev")}
    harbour = make_organisation("North Harbour", country="DE")
    people |= {name: make_caseworker(name, voucher=voucher, organisation=harbour) for name in ("ngozi", "ada", "otto")}
    far = make_organisation("Far Shore", country="NO")
    people["vera"] = make_keyed_member("vera", roles=list(Role), organisation=far)
    crisis = make_crisis(by=people["malika"].member)
    crisis.participations.get_or_create(organisation=harbour, defaults={"since": THEN.date()})
    elsewhere = make_crisis(by=people["vera"].member, slug="elsewhere")
    assert elsewhere.pk != crisis.pk
    register = make_register_of(harbour, [people["ngozi"], people["ada"]])
    return Partners(people, crisis, register)


def make_register_of(organisation: Organisation, holders: Sequence[KeyedMember]) -> KeyedVault:
    """Make an organisation's register of referrals."""
    vault = make_vault("register", holders)
    Register.objects.create(vault=vault.vault, purpose="referrals", scope=organisation.reference)
    return vault


def new_referral(stage: Partners, *, by: str = "malika", id_: UUID | None = None, **said: Any) -> dict[str, Any]:
    """Seal a package to North Harbour as a browser does; give what it posts."""
    id_ = id_ or uuid4()
    author = stage[by]
    blob = seal_letter(stage.register.recipient, letter=str(id_), payload=PACKAGE, author=author.reference, seed=author.seed)
    offer = {"id": str(id_), "to": stage.harbour.reference, "kind": "referral", "is_urgent": False, "has_consent": True}
    return {**offer, "blob": to_text(blob), **said}


def post_referral(stage: Partners, *, by: str = "malika", **said: Any) -> Referral:
    """Offer a package, and give the referral."""
    posted = new_referral(stage, by=by, **said)
    answer = Browser(stage[by]).post(REFERRALS, posted)
    assert answer.status_code == 200, answer.content
    return Referral.objects.get(pk=posted["id"])


def letter_back(stage: Partners, referral: Referral, *, by: str = "ngozi", to: str = "") -> dict[str, str]:
    """Seal an answer as a browser does; give what it posts."""
    author = stage[by]
    recipient = to or stage["malika"].recipient
    blob = seal_letter(recipient, letter=str(referral.pk), payload={"because": ""}, author=author.reference, seed=author.seed)
    return {"blob": to_text(blob)}


def make_referral(register: KeyedVault, *, by: KeyedMember, accepted_by: KeyedMember | None = None) -> Referral:
    """Keep a referral to whoever holds a register, without asking anybody's browser."""
    id_ = uuid4()
    blob = seal_letter(register.recipient, letter=str(id_), payload=PACKAGE, author=by.reference, seed=by.seed)
    answer = seal_letter(by.recipient, letter=str(id_), payload={"accepted": True}) if accepted_by else b""
    return Referral.objects.create(
        pk=id_,
        from_organisation=by.member.organisation,
        to_organisation=register.vault.organisation,
        kind="referral",
        has_consent=True,
        state="accepted" if accepted_by else "offered",
        expires_on=last_day(TODAY),
        offered_by=by.member,
        offered_on=TODAY,
        answered_by=accepted_by.member if accepted_by else None,
        answered_on=TODAY if accepted_by else None,
        blob=blob,
        answer=answer,
    )


def make_hit(holders: Sequence[KeyedMember]) -> KnownHit:
    """Open two cases that may be of one person."""
    one, other = sorted((make_case(holders, compartments=[]).case for _time in range(2)), key=lambda case: case.pk)
    return KnownHit.objects.create(one=one, other=other)
