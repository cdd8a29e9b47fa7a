"""Who may do what, written out in full: a change of a right is a change of this table."""

import pytest

from safeconduct.people.permissions import HELD, ROLE_NAMES, Permission, Role, may_give, permissions_of

#                           campaigner case-lead caseworker coordinator hotline press reader researcher signatory steward
TABLE: dict[Permission, tuple[bool, ...]] = {
    Permission.ANSWER_RECORD: (True, False, False, False, False, False, False, True, False, False, False),
    Permission.DEMAND_WRITE: (True, False, False, False, False, False, False, True, False, False, False),
    Permission.POST_KEEP: (True, False, False, False, False, False, False, False, False, False, False),
    Permission.VERDICT_GIVE: (True, False, False, False, False, False, False, True, False, False, False),
    Permission.AUDIT_READ: (False, False, False, True, False, False, False, False, False, True, False),
    Permission.CASE_WORK: (False, True, True, False, False, False, False, False, False, False, False),
    Permission.CRISIS_OPEN: (False, False, False, True, False, False, False, False, False, False, False),
    Permission.CLAIM_ASSESS: (False, False, False, False, False, False, False, True, False, False, False),
    Permission.CLAIM_PUBLISH: (True, False, False, True, False, False, False, True, False, False, False),
    Permission.CLAIM_WRITE: (False, False, False, False, False, False, False, True, False, False, False),
    Permission.DOCUMENT_CAPTURE: (True, False, False, False, False, False, False, True, False, False, False),
    Permission.DOCUMENT_REVIEW: (False, False, False, False, False, False, False, True, False, False, False),
    Permission.SOURCE_DESCRIBE: (False, False, False, False, False, False, False, True, False, False, False),
    Permission.CHANNEL_KEEP: (False, False, False, False, False, False, False, False, False, True, False),
    Permission.REQUEST_ANSWER: (False, True, True, False, True, False, False, False, False, False, False),
    Permission.MEMBER_INVITE: (False, False, False, True, False, False, False, False, False, True, False),
    Permission.MEMBER_REMOVE: (False, False, False, True, False, False, False, False, False, True, False),
    Permission.MEMBER_VOUCH: (False, False, False, False, False, False, False, False, False, True, False),
    Permission.PETITION_HAND_OVER: (True, False, False, True, False, False, False, False, False, False, False),
    Permission.PETITION_INVALIDATE: (True, False, False, False, False, False, False, False, False, False, False),
    Permission.PETITION_KEEP: (True, False, False, False, False, False, False, False, False, False, False),
    Permission.PETITION_MODERATE: (True, False, False, True, False, True, False, False, False, False, False),
    Permission.PRESS_KEEP: (False, False, False, False, False, True, False, False, False, False, False),
    Permission.PUBLICATION_RECALL: (True, False, False, True, False, True, False, False, False, False, False),
    Permission.PUBLICATION_RELEASE: (True, False, False, True, False, True, False, False, False, False, False),
    Permission.PUBLICATION_SIGN: (False, False, False, True, False, False, False, False, True, False, False),
    Permission.PUBLICATION_WRITE: (True, False, False, True, False, True, False, False, False, False, False),
    Permission.BOOK_KEEP: (False, False, False, False, False, False, False, False, False, False, True),
    Permission.PAYOUT_APPROVE: (False, True, False, False, False, False, False, False, False, False, True),
    Permission.PATHWAY_KEEP: (False, True, False, False, False, False, False, False, False, False, False),
    Permission.ROUND_LEAD: (False, True, False, False, False, False, False, False, False, False, False),
    Permission.NUMBER_RELEASE: (False, True, False, False, False, False, False, False, False, False, False),
    Permission.ALARM_ANSWER: (False, True, True, False, True, False, False, False, False, False, False),
    Permission.TEAM_KEEP: (False, True, False, False, False, False, False, False, False, False, False),
    Permission.VAULT_HOLD: (True, True, True, False, True, True, False, False, False, True, True),
}
ROLES = (
    Role.CAMPAIGNER,
    Role.CASE_LEAD,
    Role.CASEWORKER,
    Role.COORDINATOR,
    Role.HOTLINE,
    Role.PRESS,
    Role.READER,
    Role.RESEARCHER,
    Role.SIGNATORY,
    Role.STEWARD,
    Role.TREASURER,
)


@pytest.mark.parametrize("permission", list(Permission))
def test_the_roles_hold_what_the_table_says(permission: Permission):
    assert tuple(permission in HELD[role] for role in ROLES) == TABLE[permission]


def test_every_role_has_a_name_and_its_rights():
    assert set(ROLE_NAMES) == set(HELD) == set(Role) == set(ROLES)


def test_an_unknown_role_gives_nothing():
    assert permissions_of(["owner", ""]) == frozenset()


def test_two_roles_give_what_either_gives():
    assert permissions_of(["campaigner", "coordinator"]) == HELD[Role.CAMPAIGNER] | HELD[Role.COORDINATOR]


def test_permissions_are_listed_in_the_order_of_the_alphabet():
    values = [permission.value for permission in Permission]

    assert values == sorted(values)


def test_a_permission_is_a_desk_a_thing_and_a_verb():
    assert all(len(permission.value.split(".")) == 3 for permission in Permission)


@pytest.mark.parametrize("giver", list(Role))
@pytest.mark.parametrize("given", list(Role))
def test_only_a_coordinator_gives_the_role_of_one(giver: Role, given: Role):
    assert may_give(HELD[giver], given) == (given != Role.COORDINATOR or giver == Role.COORDINATOR)
