"""A8 for strongboxes: it takes two different people to open one, whoever has the server; asking is seen, and what was given goes again.

Every key that somebody has is tried on everything in both databases, as a thief of the whole server would who has one person's browser.
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from safeconduct.kit.clock import now, today
from safeconduct.vault.actions.ask_strongbox import ask_strongbox
from safeconduct.vault.actions.destroy_strongbox import destroy_strongbox
from safeconduct.vault.actions.give_share import give_share
from safeconduct.vault.actions.remove_member import remove_member
from safeconduct.vault.actions.tidy_strongboxes import tidy_strongboxes
from safeconduct.vault.format.octets import from_text
from safeconduct.vault.format.strongboxes import open_share, seal_share, share_statement
from safeconduct.vault.models import Strongbox, StrongboxAsking, StrongboxShare
from safeconduct.vault.receiving import NotSigned
from tests.factories import keepers
from tests.factories.people import THEN
from tests.factories.strongboxes import make_strongbox, share_for
from tests.factories.vault import KeyedMember, make_vault
from tests.security.opening import Secrets, everything_of_themselves, everything_opened, secrets_of

jonas, amina, tomas = keepers.jonas, keepers.amina, keepers.tomas  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.fixture
def box(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember) -> Strongbox:
    return make_strongbox([amina, tomas, jonas])


def both(one: KeyedMember, other: KeyedMember) -> Secrets:
    return Secrets(identities={one.identity, other.identity})


def ask_and_give(box: Strongbox, *, to: KeyedMember, by: KeyedMember) -> None:
    """As two browsers and the server do it."""
    ask_strongbox(id_=box.pk, by=to.member, at=now())
    said = share_for(to, str(box.pk), by=by)
    give_share(id_=box.pk, to=to.reference, blob=from_text(said["blob"]), signature=from_text(said["signature"]), by=by.member, at=now())


def test_with_one_persons_keys_and_the_whole_server_nobody_opens_a_box(
    box: Strongbox, amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember
):
    for sharer in (amina, tomas, jonas):
        opened = everything_opened(Secrets(identities={sharer.identity}))
        assert {name for name in opened if name.startswith(("share", "given", "strongbox"))} == {
            f"share {box.shares.get(member=sharer.member).pk}"
        }


def test_with_the_keys_of_any_two_anybody_does(box: Strongbox, amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    for one, other in ((amina, tomas), (amina, jonas), (tomas, jonas)):
        assert f"strongbox {box.pk}" in everything_opened(both(one, other))


def test_one_person_opens_it_once_another_gave_their_share_and_only_until_it_goes(box: Strongbox, tomas: KeyedMember, jonas: KeyedMember):
    ask_and_give(box, to=tomas, by=jonas)
    assert everything_opened(secrets_of(tomas)) == {f"strongbox {box.pk}", *everything_of_themselves(tomas)}
    assert f"strongbox {box.pk}" not in everything_opened(secrets_of(jonas))

    tidy_strongboxes(on=today() + timedelta(days=2))

    assert f"strongbox {box.pk}" not in everything_opened(secrets_of(tomas))
    assert Strongbox.objects.filter(pk=box.pk).exists()


def test_two_shares_of_one_person_are_one(amina: KeyedMember, tomas: KeyedMember):
    one, other = make_strongbox([amina, tomas]), make_strongbox([amina, tomas])

    assert not {name for name in everything_opened(secrets_of(amina)) if name.startswith("strongbox")}
    StrongboxAsking.objects.create(
        strongbox=one,
        asked_by=amina.member,
        asked_on=today(),
        given_by=tomas.member,
        blob=other.shares.get(member=amina.member).blob,
        signature=bytes(64),
    )
    assert not {name for name in everything_opened(secrets_of(amina)) if name.startswith("strongbox")}


def test_a_server_that_gives_a_share_in_somebodys_name_gives_nothing(
    box: Strongbox, amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember
):
    """It can copy what it has: a share that is sealed to another opens to nobody else, and is signed for nobody else."""
    ask_strongbox(id_=box.pk, by=tomas.member, at=now())
    theirs = box.shares.get(member=jonas.member)

    with pytest.raises(NotSigned):
        give_share(id_=box.pk, to=tomas.reference, blob=bytes(theirs.blob), signature=bytes(theirs.signature), by=jonas.member, at=now())
    StrongboxAsking.objects.update(given_by=jonas.member, blob=theirs.blob, signature=theirs.signature)

    assert f"strongbox {box.pk}" not in everything_opened(secrets_of(tomas))


def test_a_share_that_was_given_for_one_box_is_signed_for_no_other(box: Strongbox, tomas: KeyedMember, jonas: KeyedMember):
    share = box.shares.get(member=jonas.member)
    opened = open_share(jonas.identity, bytes(share.blob), box=box.pk, by=box.sealed_by.reference, member=jonas.reference)
    place = {"by": jonas.reference, "member": tomas.reference, "recipient": tomas.recipient}
    sealed = seal_share(opened, box=box.pk, content=bytes(box.blob), seed=jonas.seed, **place)
    here = share_statement(box=box.pk, blob=sealed.blob, content=bytes(box.blob), **place)

    assert here != share_statement(box=uuid4(), blob=sealed.blob, content=bytes(box.blob), **place)
    assert here != share_statement(box=box.pk, blob=sealed.blob, content=b"another content", **place)


def test_who_was_removed_opens_nothing_though_another_gave(box: Strongbox, tomas: KeyedMember, jonas: KeyedMember):
    ask_and_give(box, to=tomas, by=jonas)

    remove_member(member=tomas.member, by=jonas.member, at=THEN)

    assert everything_opened(secrets_of(tomas)) == set()


def test_what_was_destroyed_opens_to_nobody(box: Strongbox, amina: KeyedMember, tomas: KeyedMember):
    ask_and_give(box, to=tomas, by=amina)

    destroy_strongbox(id_=box.pk, by=tomas.member, at=now())

    assert not {name for name in everything_opened(both(amina, tomas)) if name.startswith(("share", "given", "strongbox"))}
    assert not StrongboxShare.objects.exists()
    assert not StrongboxAsking.objects.exists()


def test_holding_every_vault_of_a_case_does_not_open_what_is_shared_elsewhere(box: Strongbox, amina: KeyedMember, tomas: KeyedMember):
    make_vault("case", [amina, tomas])

    assert f"strongbox {box.pk}" not in everything_opened(secrets_of(amina))
