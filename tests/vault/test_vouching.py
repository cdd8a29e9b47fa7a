"""Who may vouch for whom, and whose keys a member sees."""

from typing import Any

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.vault.format.members import vouch_statement
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.format.signing import sign
from tests.factories.doors import post
from tests.factories.people import make_organisation
from tests.factories.vault import KeyedMember, make_keyed_member, make_steward, make_vault, vouch

pytestmark = pytest.mark.django_db

DIRECTORY, FIND = "/desk/vault/directory/", "/desk/vault/directory/find/"


@pytest.fixture
def root() -> KeyedMember:
    return make_steward("jonas")


def word(by: KeyedMember, about: KeyedMember, authority: str = "member", **changed: Any) -> dict[str, Any]:
    """Give what a voucher sends; ``changed`` signs something else."""
    said = {
        "statement": about.keys.public.statement,
        "organisation": about.member.organisation.reference,
        "authority": authority,
        "voucher": by.reference,
        **changed,
    }
    return {"sequence": 1, "authority": authority, "signature": to_text(sign(by.seed, vouch_statement(**said)))}


def send(by: KeyedMember, about: KeyedMember, authority: str = "member", **changed: Any) -> Any:
    client = Client()
    client.force_login(by.member)
    return post(client, f"{DIRECTORY}{about.reference}/vouch/", word(by, about, authority, **changed))


def people(by: KeyedMember) -> dict[str, Any]:
    client = Client()
    client.force_login(by.member)
    return {person["handle"]: person for person in client.get(DIRECTORY).json()["people"]}


def test_the_first_steward_vouches_and_everybody_can_check_it(root: KeyedMember):
    amina = make_keyed_member("amina")

    assert send(root, amina).json() == {"done": True}

    bundle = people(amina)["amina"]["bundles"][0]
    expected = word(root, amina)["signature"]
    assert bundle["vouched"] == {
        "voucher": root.reference,
        "organisation": amina.member.organisation.reference,
        "authority": "member",
        "signature": expected,
    }
    assert Entry.objects.get(kind="people.member-vouched").detail == {"authority": "member"}


#        voucher            whom             authority   may
TABLE = [
    ("root", "member here", "member", True),
    ("root", "member there", "member", True),
    ("root", "steward here", "steward", True),
    ("root", "steward there", "steward", True),
    ("root", "member here", "steward", False),
    ("root", "themselves", "member", False),
    ("steward", "member here", "member", True),
    ("steward", "member there", "member", False),
    ("steward", "another steward here", "steward", False),
    ("steward", "another steward here", "member", True),
    ("steward", "themselves", "steward", False),
    ("steward without a word", "member here", "member", False),
    ("steward as a member", "member here", "member", False),
    ("steward by a steward", "member here", "member", False),
    ("steward withheld", "member here", "member", False),
]


@pytest.mark.parametrize(("voucher", "whom", "authority", "may"), TABLE)
def test_the_word_of_a_steward_reaches_as_far_as_the_table_says(root: KeyedMember, voucher: str, whom: str, authority: str, may: bool):
    there = make_organisation("Harbour Relief")
    by = root if voucher == "root" else make_keyed_member("sofia", roles=[Role.STEWARD])
    if voucher in {"steward", "steward withheld"}:
        vouch(by, by=root, authority="steward")
    elif voucher == "steward as a member":
        vouch(by, by=root, authority="member")
    elif voucher == "steward by a steward":
        other = make_keyed_member("elsa", roles=[Role.STEWARD], voucher=root, authority="steward")
        vouch(by, by=other, authority="steward")
    if voucher == "steward withheld":
        Member.objects.filter(pk=by.member.pk).update(withheld_on=today())
    about = by
    if whom != "themselves":
        roles = [Role.STEWARD] if "steward" in whom else [Role.HOTLINE]
        about = make_keyed_member("amina", roles=roles, organisation=there if "there" in whom else None)

    answer = send(by, about, authority)

    assert (answer.status_code == 200) == may, answer.content
    assert (about.public_bundle.voucher == by.member) == may
    if not may:
        assert answer.json()["code"] == ("not-there" if whom == "member there" else "may-not-vouch")


@pytest.mark.parametrize("role", list(Role))
def test_only_a_steward_vouches_at_all(root: KeyedMember, role: Role):
    by = make_keyed_member("sofia", roles=[role], voucher=root, authority="steward")
    amina = make_keyed_member("amina")

    assert (send(by, amina).status_code == 200) == (role == Role.STEWARD)


@pytest.mark.parametrize(
    "changed",
    [{"statement": b"another"}, {"organisation": "OR-000000"}, {"voucher": "ME-000000"}],
    ids=["bundle", "organisation", "voucher"],
)
def test_a_signature_over_something_else_is_no_word(root: KeyedMember, changed: dict[str, Any]):
    amina = make_keyed_member("amina")

    assert send(root, amina, **changed).status_code == 400
    assert amina.public_bundle.voucher is None


def test_a_word_for_a_member_is_not_one_for_a_steward(root: KeyedMember, client: Client):
    sofia = make_keyed_member("sofia", roles=[Role.STEWARD])
    client.force_login(root.member)

    answer = post(client, f"{DIRECTORY}{sofia.reference}/vouch/", {**word(root, sofia, "member"), "authority": "steward"})

    assert answer.status_code == 400
    assert sofia.public_bundle.voucher is None


def test_a_signature_of_another_is_no_word(root: KeyedMember, client: Client):
    amina, lev = make_keyed_member("amina"), make_keyed_member("lev")
    client.force_login(root.member)

    body = {**word(root, amina), "signature": word(lev, amina, voucher=root.reference)["signature"]}

    assert post(client, f"{DIRECTORY}{amina.reference}/vouch/", body).status_code == 400
    assert post(client, f"{DIRECTORY}{amina.reference}/vouch/", {**word(root, amina), "sequence": 2}).status_code == 400
    assert amina.public_bundle.voucher is None


def test_nobody_vouches_for_who_left_or_never_was(root: KeyedMember, client: Client):
    amina = make_keyed_member("amina")
    Member.objects.filter(pk=amina.member.pk).update(is_active=False)

    assert send(root, amina).status_code == 404


# The directory


def test_the_directory_shows_the_own_organisation_and_nobody_else(root: KeyedMember):
    amina = make_keyed_member("amina")
    make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore"))

    assert sorted(people(amina)) == ["amina", "jonas"]
    assert sorted(people(root)) == ["amina", "jonas"]


def test_who_holds_a_vault_together_sees_each_other_and_the_vouchers(root: KeyedMember):
    there = make_organisation("Harbour Relief")
    steward = make_keyed_member("elsa", roles=[Role.STEWARD], organisation=there, voucher=root, authority="steward")
    tomas = make_keyed_member("tomas", organisation=there, voucher=steward)
    make_keyed_member("nils", organisation=there, voucher=steward)
    amina = make_keyed_member("amina", voucher=root)
    make_vault("case", [amina, tomas])

    assert sorted(people(amina)) == ["amina", "elsa", "jonas", "tomas"]
    assert sorted(people(tomas)) == ["amina", "elsa", "jonas", "nils", "tomas"]


def test_who_left_stays_in_it_so_that_their_signatures_can_be_checked_and_is_not_active(root: KeyedMember):
    amina = make_keyed_member("amina")
    Member.objects.filter(pk=amina.member.pk).update(is_active=False)

    shown = people(root)["amina"]

    assert shown["active"] is False
    assert shown["bundles"][0]["signing_key"] == to_text(amina.signing_key)


def test_one_person_of_another_organisation_is_found_by_the_exact_name_alone(root: KeyedMember, client: Client):
    tomas = make_keyed_member("tomas", organisation=make_organisation("Harbour Relief"))
    client.force_login(root.member)

    assert [person["member"] for person in post(client, FIND, {"handle": "tomas"}).json()["people"]] == [tomas.reference]
    for wrong in ("tom", "toma_", "%", "nobody"):
        assert post(client, FIND, {"handle": wrong}).status_code == 404
    Member.objects.filter(pk=tomas.member.pk).update(is_active=False)
    assert post(client, FIND, {"handle": "tomas"}).content == post(client, FIND, {"handle": "nobody"}).content


@pytest.mark.parametrize("role", list(Role))
def test_only_who_holds_vaults_looks_for_others(client: Client, role: Role):
    client.force_login(make_keyed_member("sofia", roles=[role]).member)

    assert (post(client, FIND, {"handle": "sofia"}).status_code == 200) == (
        role in {Role.CAMPAIGNER, Role.CASE_LEAD, Role.CASEWORKER, Role.HOTLINE, Role.PRESS, Role.STEWARD, Role.TREASURER}
    )
