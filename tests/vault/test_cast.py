"""The cast of the tests is sealed as the real ones are: what the factories make can be opened, by nobody but its holders."""

import pytest

from safeconduct.people.permissions import Role
from safeconduct.vault.format import cards, codes, grants, members, messages, records, staff
from safeconduct.vault.format.errors import NotSealed
from tests.factories.people import make_organisation
from tests.factories.vault import (
    make_answer,
    make_channel,
    make_epoch,
    make_keyed_member,
    make_record,
    make_request,
    make_steward,
    make_vault,
)

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])


def test_a_slot_opens_with_the_passphrase_and_the_kit():
    amina = make_keyed_member(voucher=make_steward())

    for slot in amina.member.slots.all():
        keys = staff.kit_keys(amina.keys.kit)
        if slot.kind == "passphrase":
            keys = staff.derive(amina.passphrase, bytes(slot.salt), memory_kib=slot.memory_kib, passes=slot.passes, lanes=slot.lanes)
        assert staff.open_slot(keys.kek, bytes(slot.blob), member=amina.reference, slot=slot.pk, kind=slot.kind) == amina.keys.bundle


def test_a_grant_opens_for_its_holder_and_history_is_walked_back():
    jonas = make_steward()
    amina = make_keyed_member(voucher=jonas)
    vera = make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO"))
    vault = make_vault("case", [amina, jonas])
    make_epoch(vault, [amina])
    grant = amina.member.vault_grants.get(epoch=2)
    root = grants.open_grant(amina.identity, bytes(grant.blob), vault=vault.id, epoch=2, member=amina.reference)

    assert root == vault.root
    assert not jonas.member.vault_grants.exists()
    assert records.open_previous_root(root, bytes(vault.vault.epochs.get(number=2).previous), vault=vault.id, epoch=2) == vault.roots[1]
    with pytest.raises(NotSealed):
        grants.open_grant(vera.identity, bytes(grant.blob), vault=vault.id, epoch=2, member=amina.reference)


def test_a_record_says_who_wrote_it():
    jonas = make_steward()
    vault = make_vault("case", [jonas])
    row = make_record(vault, {"text": "Called."}, by=jonas)
    second = make_record(vault, {"text": "Called twice."}, by=jonas, record=row.record)
    said = records.open_statement(
        vault.root,
        bytes(second.blob),
        vault=vault.id,
        epoch=1,
        type=second.type,
        record=second.record,
        version=2,
        signing_key_of={jonas.reference: jonas.signing_key}.get,
    )

    assert (said.author, said.body, said.signed) == (jonas.reference, {"text": "Called twice."}, True)
    assert said.prev == records.digest_of(bytes(row.blob))


def test_a_request_is_read_by_the_channel_and_its_answer_with_the_eight_words():
    jonas = make_steward()
    amina = make_keyed_member(voucher=jonas)
    asked = make_request(make_channel(jonas, [amina, jonas]), "Я прячусь.")
    answer = make_answer(asked, "Мы прочли.")
    message = messages.open_message(asked.channel.vault.identity, bytes(asked.messages[0].blob))

    assert message["text"] == "Я прячусь."
    assert message["reply"] == asked.keys.recipient
    assert codes.read_code(" ".join(asked.words)) == asked.secret
    assert messages.open_message(asked.keys.identity, bytes(answer.blob))["text"] == "Мы прочли."


@pytest.mark.parametrize("authority", ["steward", "member"])
def test_a_card_is_trusted_when_a_steward_whom_the_root_vouches_for_signed_it(authority: str):
    jonas = make_steward()
    selma = make_keyed_member("selma", roles=[Role.STEWARD], voucher=jonas, authority=authority)
    channel = make_channel(selma, [selma, jonas]).channel

    def verify() -> cards.Card:
        return cards.verify_card(bytes(channel.card), bytes(channel.signature), root_key=jonas.signing_key, slug="north")

    if authority == "member":
        with pytest.raises(cards.NotTrusted):
            verify()
    else:
        assert verify().signer == selma.reference
        assert members.make_public_keys(selma.keys.bundle).is_signed()
