"""A2 for referrals: from each person's own keys, a package opens for who holds the partner's register, and a case for who was let in.

See ``opening.py``, which asks no view and no access.
"""

import pytest

from tests.factories.casework import make_case, put_item
from tests.factories.posting import VAULTS, Browser, grant_of, post_epoch
from tests.factories.referring import REFERRALS, Partners, letter_back, make_partners, post_referral
from tests.factories.vault import make_steward
from tests.security.opening import everything_of, everything_of_themselves, everything_opened, secrets_of

pytestmark = [pytest.mark.django_db(databases=["default", "intake"]), pytest.mark.slow]
PEOPLE = ("malika", "zoya", "lev", "ngozi", "ada", "otto", "vera")


@pytest.fixture
def stage() -> Partners:
    return make_partners(make_steward())


def opened_by(stage: Partners, who: str) -> set[str]:
    """Give what opens from somebody's keys beside what is theirs personally."""
    return everything_opened(secrets_of(stage[who])) - everything_of_themselves(stage[who])


def test_a_package_opens_for_who_takes_referrals_in_and_for_nobody_else(stage: Partners):
    referral = post_referral(stage)

    assert {who: opened_by(stage, who) for who in PEOPLE} == {
        who: {f"referral {referral.pk}"} if who in {"ngozi", "ada"} else set() for who in PEOPLE
    }


@pytest.mark.parametrize("verb", ["revoke", "refuse"])
def test_once_it_is_taken_back_or_refused_nobody_opens_the_package(stage: Partners, verb: str):
    referral = post_referral(stage)
    who = "malika" if verb == "revoke" else "ngozi"
    Browser(stage[who]).post(f"{REFERRALS}{referral.pk}/{verb}/", letter_back(stage, referral))

    assert not [one for who in PEOPLE for one in opened_by(stage, who) if one.startswith("referral")]


def test_a_case_that_was_handed_over_opens_for_its_new_team_alone(stage: Partners):
    case = make_case([stage["malika"], stage["zoya"]], compartments=["identity"])
    identity = case.compartments["identity"]
    put_item(identity, "person", by=stage["malika"], name="Zarema")
    referral = post_referral(stage, kind="transfer")
    Browser(stage["ngozi"]).post(f"{REFERRALS}{referral.pk}/accept/", letter_back(stage, referral, to=case.vault.recipient))
    for vault in (case.vault, identity):
        grant = grant_of(vault.root, vault.id, 1, stage["ngozi"], by=stage["malika"])
        assert Browser(stage["malika"]).post(f"{VAULTS}{vault.id}/grants/", {"epoch": 1, "grants": [grant]}).status_code == 200
    handed = Browser(stage["malika"]).post(f"/desk/cases/{case.id}/hand-over/", {"referral": str(referral.pk)})
    for vault in (case.vault, identity):
        post_epoch(vault, [stage["ngozi"], stage["ada"]], without=[stage["malika"], stage["zoya"]])
        put_item(vault, "note", by=stage["ngozi"], text="Called.")
    whole = everything_of(case.vault.id, until=2) | everything_of(identity.id, until=2)

    assert handed.status_code == 200
    assert {who: opened_by(stage, who) for who in PEOPLE} == {who: whole if who in {"ngozi", "ada"} else set() for who in PEOPLE}
