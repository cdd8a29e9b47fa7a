"""Referrals, asked for as browsers ask: who sees one, who may answer it, and what is left when it is over."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from safeconduct.audit.models import Entry
from safeconduct.casework.access import referral_to_change, referrals_from, referrals_to
from safeconduct.casework.actions.expire_referrals import expire_referrals
from safeconduct.casework.actions.shred_case import take_case
from safeconduct.casework.actions.shred_expired import shred_expired
from safeconduct.casework.models import Case, Referral
from safeconduct.casework.rules.referring import KEPT_AFTERWARDS
from safeconduct.kit.clock import now, today
from safeconduct.people.models import Organisation
from safeconduct.people.permissions import Role
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.models import Vault
from tests.factories.casework import make_case, make_compartment
from tests.factories.posting import Browser
from tests.factories.referring import REFERRALS, Partners, letter_back, make_partners, make_register_of, new_referral, post_referral
from tests.factories.vault import make_grant, make_keyed_member

pytestmark = pytest.mark.django_db
PARTNERS = "/desk/cases/partners/"


@pytest.fixture
def stage(db: None) -> Partners:
    return make_partners()


def act(stage: Partners, who: str, referral: Referral, verb: str, said: dict[str, Any] | None = None) -> tuple[str, str]:
    body = said if said is not None else letter_back(stage, referral) if verb in {"accept", "refuse"} else {}
    answer = Browser(stage[who]).post(f"{REFERRALS}{referral.pk}/{verb}/", body).json()
    return answer.get("state", ""), answer.get("code", "")


def listed(stage: Partners, who: str) -> dict[str, list[dict[str, Any]]]:
    given: dict[str, list[dict[str, Any]]] = Browser(stage[who]).get(REFERRALS).json()
    return given


#  who       sees it going out, sees it coming in
TABLE = {
    "malika": (True, False),
    "zoya": (True, False),
    "lev": (True, False),
    "ngozi": (False, True),
    "ada": (False, True),
    "otto": (False, False),  # he works there, and takes no referrals in
    "vera": (False, False),  # every role there is, in another organisation
}


@pytest.mark.parametrize("who", TABLE)
def test_a_referral_exists_for_who_offers_it_and_for_who_takes_it_in(stage: Partners, who: str):
    referral = post_referral(stage)
    goes, comes = TABLE[who]

    assert referrals_from(stage[who].member).exists() is goes
    assert referrals_to(stage[who].member).exists() is comes
    told = listed(stage, who)
    assert [[row["id"] for row in told[side]] for side in ("out", "in")] == [[str(referral.pk)] * goes, [str(referral.pk)] * comes]
    assert [bool(row["blob"]) for row in told["in"]] == [True] * comes
    assert not any(row["blob"] for row in told["out"])


@pytest.mark.parametrize("who", TABLE)
def test_before_a_second_person_answers_for_it_nobody_over_there_learns_of_it(stage: Partners, who: str):
    referral = post_referral(stage, has_consent=False)

    assert referral.state == "second"
    assert referrals_to(stage[who].member).exists() is False
    assert referrals_from(stage[who].member).exists() is TABLE[who][0]
    assert act(stage, who, referral, "accept")[1] == "not-there"


def test_who_offers_in_an_emergency_is_not_the_second_person(stage: Partners):
    referral = post_referral(stage, has_consent=False)

    assert act(stage, "malika", referral, "second") == ("", "same-person")
    assert act(stage, "vera", referral, "second") == ("", "not-there")
    assert act(stage, "ngozi", referral, "second") == ("", "not-there")
    assert act(stage, "zoya", referral, "second") == ("offered", "")
    assert act(stage, "zoya", referral, "second") == ("offered", "")
    assert act(stage, "lev", referral, "second") == ("", "not-waiting")
    assert [row["id"] for row in listed(stage, "ngozi")["in"]] == [str(referral.pk)]


def test_the_database_asks_for_the_second_person_as_well(stage: Partners):
    referral = post_referral(stage, has_consent=False)
    for change in ({"state": "offered"}, {"state": "offered", "emergency_by": stage["malika"].member}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(**change)


@pytest.mark.parametrize("verb", ["accept", "refuse", "revoke", "end", "second"])
@pytest.mark.parametrize("who", ["otto", "vera"])
def test_who_has_no_part_in_it_changes_nothing(stage: Partners, who: str, verb: str):
    referral = post_referral(stage)

    assert act(stage, who, referral, verb) == ("", "not-there")
    referral.refresh_from_db()
    assert referral.state == "offered"


@pytest.mark.parametrize(("who", "verb"), [("malika", "accept"), ("zoya", "refuse"), ("ngozi", "revoke"), ("ngozi", "second")])
def test_nobody_acts_for_the_other_side(stage: Partners, who: str, verb: str):
    assert act(stage, who, post_referral(stage), verb) == ("", "not-there")


def test_taken_it_is_answered_once_and_the_answer_reaches_who_asked(stage: Partners):
    referral = post_referral(stage)
    back = letter_back(stage, referral)

    assert act(stage, "ngozi", referral, "accept", back) == ("accepted", "")
    assert act(stage, "ngozi", referral, "accept", back) == ("accepted", "")
    assert act(stage, "ada", referral, "refuse", back) == ("", "not-waiting")
    (row,) = listed(stage, "malika")["out"]
    assert (row["state"], row["answer"], row["answered_by"]) == ("accepted", back["blob"], stage["ngozi"].reference)
    assert stage["ngozi"].reference in [one["member"] for one in listed(stage, "malika")["people"]]


def test_of_what_was_refused_the_package_is_gone_at_once(stage: Partners):
    referral = post_referral(stage)

    assert act(stage, "ngozi", referral, "refuse") == ("refused", "")
    referral.refresh_from_db()
    assert bytes(referral.blob) == b""
    assert bytes(referral.answer) != b""


@pytest.mark.parametrize("was", ["offered", "accepted"])
def test_taken_back_both_letters_are_gone_and_the_partner_is_told(stage: Partners, was: str):
    referral = post_referral(stage)
    if was == "accepted":
        act(stage, "ngozi", referral, "accept")

    assert act(stage, "zoya", referral, "revoke") == ("revoked", "")
    referral.refresh_from_db()
    assert bytes(referral.blob) == bytes(referral.answer) == b""
    assert [(row["state"], row["blob"]) for row in listed(stage, "ngozi")["in"]] == [("revoked", "")]
    assert act(stage, "ngozi", referral, "accept") == ("", "not-waiting")


def test_what_nobody_over_there_saw_goes_without_a_trace(stage: Partners):
    referral = post_referral(stage, has_consent=False)

    assert act(stage, "malika", referral, "revoke") == ("revoked", "")
    assert not Referral.objects.exists()


def test_who_travels_sees_no_referral(stage: Partners):
    post_referral(stage)
    for who in ("malika", "ngozi"):
        member = stage[who].member
        member.withheld_on = today()
        member.save()
        assert not referrals_from(member).exists()
        assert not referrals_to(member).exists()


def test_it_goes_to_partners_of_a_crisis_who_take_referrals_in_and_nowhere_else(stage: Partners):
    make_register_of(stage["vera"].member.organisation, [stage["vera"]])
    own, far = stage["malika"].member.organisation.reference, stage["vera"].member.organisation.reference
    for to in (own, far, "OR-000000"):
        answer = Browser(stage["malika"]).post(REFERRALS, new_referral(stage, to=to))
        assert (answer.status_code, answer.json()["code"]) == (422, "not-a-partner")
    answer = Browser(stage["vera"]).post(REFERRALS, new_referral(stage, by="vera"))
    assert answer.json()["code"] == "not-a-partner"
    assert not Referral.objects.exists()


def test_partners_are_named_with_the_key_to_seal_to_and_who_signed_it(stage: Partners):
    given = Browser(stage["malika"]).get(PARTNERS).json()

    (partner,) = given["partners"]
    assert partner["organisation"] == {"reference": stage.harbour.reference, "name": "North Harbour"}
    key = partner["referrals"]
    assert (key["vault"], key["recipient"], key["epoch"]) == (str(stage.register.id), stage.register.recipient, 1)
    assert key["holders"] == sorted([stage["ngozi"].reference, stage["ada"].reference])
    assert key["signer"] in [person["member"] for person in given["people"]]
    assert Browser(stage["vera"]).get(PARTNERS).json() == {"partners": [], "people": []}


def test_sent_twice_it_is_one_and_another_of_this_id_is_refused(stage: Partners):
    said = new_referral(stage)
    states = [Browser(stage["malika"]).post(REFERRALS, said).json()["state"] for _time in range(2)]
    other = new_referral(stage, by="zoya", id_=Referral.objects.get().pk)

    assert states == ["offered", "offered"]
    assert Browser(stage["zoya"]).post(REFERRALS, other).json()["code"] == "taken"
    assert Entry.objects.filter(kind="casework.referral-offered").count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"blob": to_text(b"Zarema needs a lawyer.")}, "not-sealed"),
        ({"kind": "gift"}, "not-understood"),
        ({"is_urgent": "yes"}, "not-understood"),
    ],
)
def test_what_is_no_sealed_letter_is_not_kept(stage: Partners, change: dict[str, Any], code: str):
    assert Browser(stage["malika"]).post(REFERRALS, new_referral(stage, **change)).json()["code"] == code
    assert not Referral.objects.exists()


def test_after_its_days_the_letters_are_empty_and_much_later_nothing_is_left(stage: Partners):
    kept, waiting, taken = post_referral(stage), post_referral(stage, has_consent=False), post_referral(stage)
    act(stage, "ngozi", taken, "accept")
    day = kept.expires_on

    assert expire_referrals(on=day, at=now()) == 0
    assert expire_referrals(on=day + timedelta(days=1), at=now()) == 3
    assert expire_referrals(on=day + timedelta(days=1), at=now()) == 0
    rows = {one.pk: (one.state, bytes(one.blob), bytes(one.answer)) for one in Referral.objects.all()}
    assert rows == {kept.pk: ("ended", b"", b""), taken.pk: ("accepted", b"", b"")}
    assert not Referral.objects.filter(pk=waiting.pk).exists()

    expire_referrals(on=day + KEPT_AFTERWARDS + timedelta(days=1), at=now())
    assert set(Referral.objects.values_list("pk", flat=True)) == {taken.pk}
    act(stage, "ngozi", taken, "end")
    expire_referrals(on=day + KEPT_AFTERWARDS + timedelta(days=1), at=now())
    assert not Referral.objects.exists()


def test_a_case_is_handed_over_to_who_accepted_it_and_holds_it(stage: Partners):
    case = make_case([stage["malika"], stage["zoya"]])
    address, malika = f"/desk/cases/{case.id}/hand-over/", Browser(stage["malika"])

    assert malika.post(address, {"referral": str(uuid4())}).status_code == 404
    plain = post_referral(stage)
    act(stage, "ngozi", plain, "accept")
    assert malika.post(address, {"referral": str(plain.pk)}).json()["code"] == "not-accepted"  # a referral is no transfer
    transfer = post_referral(stage, kind="transfer")
    there = {"referral": str(transfer.pk)}
    assert malika.post(address, there).json()["code"] == "not-accepted"
    act(stage, "ngozi", transfer, "accept")
    assert malika.post(address, there).json()["code"] == "not-held-there"
    for vault in (case.vault, *case.compartments.values()):
        make_grant(vault, stage["ngozi"], by=stage["malika"])
    for who in ("lev", "vera", "otto", "ngozi"):
        assert Browser(stage[who]).post(address, there).status_code == 404
    assert malika.post(address, there).json() == {"done": True}
    assert malika.post(address, there).json() == {"done": True}

    ids = [case.vault.id, *(vault.id for vault in case.compartments.values())]
    assert set(Vault.objects.filter(pk__in=ids).values_list("organisation__name", flat=True)) == {"North Harbour"}
    case.case.refresh_from_db()
    assert case.case.organisation == stage.harbour
    assert Entry.objects.filter(kind="casework.case-handed-over").count() == 1


def test_a_part_that_nobody_over_there_was_let_into_stays_here_and_ends_on_a_day_of_its_own(stage: Partners):
    case = make_case([stage["malika"], stage["zoya"]], compartments=["identity"], is_held=True)
    checks = make_compartment(case, "checks", [stage["zoya"], stage["lev"]])
    for vault in (case.vault, case.compartments["identity"]):
        make_grant(vault, stage["ngozi"], by=stage["malika"])
    transfer = post_referral(stage, kind="transfer")
    act(stage, "ngozi", transfer, "accept")
    told = listed_cases(stage, "malika")[0]
    assert (told["compartments"], told["others"]) == ([str(case.compartments["identity"].id)], [str(checks.id)])

    assert Browser(stage["malika"]).post(f"/desk/cases/{case.id}/hand-over/", {"referral": str(transfer.pk)}).status_code == 200

    theirs = next(one for one in listed_cases(stage, "ngozi") if one["id"] == str(case.id))
    assert (theirs["compartments"], theirs["others"]) == ([str(case.compartments["identity"].id)], [])
    rest = Case.objects.get(vault=checks.id)
    assert (rest.organisation, checks_owner(checks.id)) == (stage["lev"].member.organisation,) * 2
    assert (rest.state, rest.is_held, rest.shred_on is not None) == ("closed", True, True)
    for who, sees in {"malika": False, "zoya": True, "lev": True, "ngozi": False, "ada": False, "vera": False}.items():
        assert (str(rest.pk) in [one["id"] for one in listed_cases(stage, who)]) is sees, who
    assert Entry.objects.filter(kind="casework.part-kept-here", subject=rest.reference).count() == 1


def test_what_stayed_here_goes_by_two_of_its_holders_or_on_its_day_and_so_does_the_case_over_there(stage: Partners):
    case = make_case([stage["malika"], stage["zoya"]], compartments=["identity", "story"])
    make_grant(case.vault, stage["ngozi"], by=stage["malika"])
    transfer = post_referral(stage, kind="transfer")
    act(stage, "ngozi", transfer, "accept")
    Browser(stage["malika"]).post(f"/desk/cases/{case.id}/hand-over/", {"referral": str(transfer.pk)})
    identity, story = (Case.objects.get(vault=case.compartments[name].id) for name in ("identity", "story"))

    for who, state in (("malika", "asked"), ("zoya", "destroyed")):
        assert Browser(stage[who]).post(f"/desk/cases/{identity.pk}/shred/", {"id": str(identity.pk)}).json() == {"state": state}
    assert Browser(stage["ngozi"]).post(f"/desk/cases/{story.pk}/shred/", {"id": str(story.pk)}).status_code == 404
    assert story.shred_on is not None
    assert shred_expired(on=story.shred_on, at=now()) == 1
    assert [str(one) for one in Vault.objects.filter(kind="case").values_list("pk", flat=True)] == [str(case.vault.id)]
    case.case.refresh_from_db()
    take_case(case.case, by="", at=now())
    assert not Vault.objects.filter(kind="case").exists()


def listed_cases(stage: Partners, who: str) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = Browser(stage[who]).get("/desk/cases/").json().get("cases", [])
    return given


def checks_owner(vault: UUID) -> Organisation:
    return Vault.objects.get(pk=vault).organisation


def test_one_transfer_hands_over_one_case(stage: Partners):
    one, other = (make_case([stage["malika"], stage["zoya"]], compartments=[]) for _case in range(2))
    for case in (one, other):
        make_grant(case.vault, stage["ngozi"], by=stage["malika"])
    transfer = post_referral(stage, kind="transfer")
    act(stage, "ngozi", transfer, "accept")
    malika, there = Browser(stage["malika"]), {"referral": str(transfer.pk)}

    assert malika.post(f"/desk/cases/{one.id}/hand-over/", there).json() == {"done": True}
    assert malika.post(f"/desk/cases/{other.id}/hand-over/", there).json()["code"] == "not-accepted"
    transfer.refresh_from_db()
    assert (transfer.state, bytes(transfer.blob), bytes(transfer.answer)) == ("ended", b"", b"")


def test_who_works_on_no_cases_finds_none_of_the_addresses(stage: Partners):
    amina = make_keyed_member("amina", roles=[Role.HOTLINE])
    referral = post_referral(stage)

    assert {Browser(amina).get(address).status_code for address in (REFERRALS, PARTNERS)} <= {403, 404}
    assert not referrals_from(amina.member).exists()
    assert referral_to_change(stage["zoya"].member, referral.pk) == referral
