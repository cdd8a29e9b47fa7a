"""Taking a signature: kept before it returns, and silent about what was there before."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import OperationalError

from safeconduct.signing.actions import take_signature as taking
from safeconduct.signing.actions.take_signature import NotNow, take_signature
from safeconduct.signing.models import Roll, Signature, WaitingMail
from safeconduct.signing.queries import rolls
from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.rules.kinds import Channel, State
from safeconduct.signing.storing import writer
from safeconduct.vault.format.ages import check_message
from safeconduct.vault.format.messages import open_message
from safeconduct.vault.format.roots import identity_of, recipient_of
from safeconduct.vault.format.signatures import new_key
from tests.factories.petitions import TODAY, make_roll

ADA = Entry(name="Ada Example", mail="Ada+x@signers.example", country="SE", postcode="123 45", visibility="addressee", consents=("answer",))


def rolled(roll: Roll) -> RolledUp:
    found = rolls.current(roll.reference)
    assert found is not None
    return found


@pytest.mark.django_db(databases=["default", "signing"])
def test_nothing_is_told_of_what_was_there_before():
    roll = rolled(make_roll())

    answers = [take_signature(ADA, roll, on=TODAY) for _time in range(3)]  # type: ignore[func-returns-value]

    assert answers == [None] * 3
    assert Signature.objects.count() == 1


@pytest.mark.django_db(databases=["default", "signing"])
def test_what_is_sealed_opens_to_the_campaign_alone_and_says_what_was_typed():
    identity = identity_of(new_key())
    take_signature(ADA, rolled(make_roll(recipient=recipient_of(identity))), on=TODAY)

    assert open_message(identity, bytes(Signature.objects.get().blob)) == {
        "v": 1,
        "name": "Ada Example",
        "mail": "Ada+x@signers.example",
        "country": "SE",
        "postcode": "123 45",
        "visibility": "addressee",
        "consents": ["answer"],
    }


@pytest.mark.django_db(databases=["default", "signing"])
def test_no_length_tells_how_long_a_name_is():
    roll = rolled(make_roll())
    take_signature(ADA, roll, on=TODAY)
    take_signature(replace(ADA, name="A much longer name than that", mail="somebody.else@signers.example"), roll, on=TODAY)

    blobs = [bytes(blob) for blob in Signature.objects.values_list("blob", flat=True)]
    assert {check_message(blob).plaintext_length for blob in blobs} == {256}


@pytest.mark.django_db(databases=["default", "signing"])
def test_what_is_set_aside_comes_by_the_channel_it_came_by():
    take_signature(ADA, rolled(make_roll()), on=TODAY, channel=Channel.API, state=State.SET_ASIDE)

    kept = Signature.objects.get()
    assert (kept.channel, kept.state) == ("api", "set-aside")
    assert WaitingMail.objects.get().state == "held"


@pytest.mark.django_db(databases=["default", "signing"])
def test_when_the_database_is_away_it_can_be_sent_again(monkeypatch: pytest.MonkeyPatch):
    roll = rolled(make_roll())

    def away(_row: object) -> None:
        raise OperationalError

    monkeypatch.setattr(taking, "_insert", away)

    with pytest.raises(NotNow) as refused:
        take_signature(ADA, roll, on=TODAY)
    assert refused.value.status == 503


@pytest.fixture
def _writer() -> Iterator[None]:
    writer.start()
    yield
    writer.stop(patience=60)


@pytest.mark.django_db(transaction=True, databases=["default", "signing"])
@pytest.mark.usefixtures("_writer")
def test_where_a_writer_runs_it_writes():
    take_signature(ADA, rolled(make_roll()), on=TODAY)

    assert Signature.objects.count() == 1
