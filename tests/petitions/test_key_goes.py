"""The key of a campaign goes: at once, on its day, on every machine, and from what it left on each signature."""

from datetime import timedelta
from typing import Any

import pytest

from safeconduct.audit.models import Entry
from safeconduct.petitions.actions.close_campaign import close_campaign, reopen_campaign
from safeconduct.petitions.actions.destroy_campaign_key import StillCollecting, destroy_campaign_key
from safeconduct.petitions.actions.keep_campaigns import keep_campaigns
from safeconduct.petitions.actions.set_campaign import KeyIsGone, Settings, set_campaign
from safeconduct.petitions.models import Campaign
from safeconduct.signing.actions import destroy_key as destroying
from safeconduct.signing.models import Signature
from safeconduct.signing.rules.kinds import Visibility
from safeconduct.signing.storing.ram import campaign_key, hold_campaign_key, own_key, ram_folder
from safeconduct.vault.models import Record
from tests.factories.people import THEN
from tests.factories.petitions import make_signature
from tests.petitions.stage import Stage, set_stage

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
TODAY = THEN.date()
LATER = THEN + timedelta(days=30)


def signed(stage: Stage) -> list[Signature]:
    given: dict[str, Any] = {"key": stage.key, "domain": b"12345678"}
    return [make_signature(stage.roll, visibility=one, **given).signature for one in (Visibility.PUBLIC, Visibility.COUNTED)]


def test_closed_with_the_key_destroyed_at_once_nothing_leads_from_an_address_to_a_signature() -> None:
    stage = set_stage(is_open=True)
    before = signed(stage)
    own_key(f"provisional-{stage.campaign.roll.hex}")

    close_campaign(campaign=stage.campaign, because="It is over.", key_days=0, by=stage.tomas, at=THEN)

    after = {row.pk: row for row in Signature.objects.all()}
    assert campaign_key(stage.campaign.roll) is None
    assert not list(ram_folder().glob(f"*{stage.campaign.roll.hex}*"))
    assert not Record.objects.filter(vault=stage.vault.vault, type="campaign.key").exists()
    assert stage.campaign.key_record is None
    assert (stage.roll.key_destroyed_on, stage.roll.state) == (TODAY, "closed")
    for row in before:
        now = after[row.pk]
        assert bytes(now.tag) != bytes(row.tag)
        assert (len(bytes(now.tag)), bytes(now.person), bytes(now.domain)) == (16, b"", b"")
    assert len({bytes(row.tag) for row in after.values()}) == len(before)
    with pytest.raises(KeyIsGone):
        reopen_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)
    later = Settings(**{name: getattr(stage.campaign, name) for name in Settings.__dataclass_fields__} | {"closes_on": LATER.date()})
    with pytest.raises(KeyIsGone):
        set_campaign(campaign=stage.campaign, settings=later, by=stage.tomas, at=THEN)


def test_what_was_on_its_way_when_the_key_went_is_swept_up_a_minute_later() -> None:
    stage = set_stage(is_open=True)
    signed(stage)
    close_campaign(campaign=stage.campaign, because="It is over.", key_days=0, by=stage.tomas, at=THEN)
    late = make_signature(stage.roll, key=stage.key, domain=b"12345678").signature

    keep_campaigns(at=THEN + timedelta(minutes=1))

    swept = Signature.objects.get(pk=late.pk)
    assert bytes(swept.tag) != bytes(late.tag)
    assert (bytes(swept.domain), bytes(stage.roll.key_check)) == (b"", b"")
    keep_campaigns(at=THEN + timedelta(minutes=2))
    assert bytes(Signature.objects.get(pk=late.pk).tag) == bytes(swept.tag)


def test_a_key_is_not_destroyed_while_people_sign() -> None:
    stage = set_stage(is_open=True)

    with pytest.raises(StillCollecting):
        destroy_campaign_key(campaign=stage.campaign, by=stage.tomas, at=THEN)

    assert campaign_key(stage.campaign.roll) == stage.key


def test_keys_go_on_their_day_by_themselves_once() -> None:
    stage = set_stage(is_open=True)
    signed(stage)
    Campaign.objects.update(closes_on=TODAY)

    keep_campaigns(at=THEN + timedelta(days=13))
    assert stage.roll.key_destroyed_on is None
    keep_campaigns(at=THEN + timedelta(days=14))
    keep_campaigns(at=THEN + timedelta(days=15))

    assert stage.roll.key_destroyed_on == TODAY + timedelta(days=14)
    assert Entry.objects.filter(kind="petitions.key-destroyed").count() == 1


def test_a_key_destroyed_on_another_machine_leaves_this_ones_memory() -> None:
    stage = set_stage(is_open=True)
    close_campaign(campaign=stage.campaign, because="It is over.", key_days=0, by=stage.tomas, at=THEN)
    hold_campaign_key(stage.campaign.roll, stage.key)

    keep_campaigns(at=THEN)

    assert campaign_key(stage.campaign.roll) is None


def test_signatures_are_swept_piece_by_piece_and_none_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(destroying, "PIECE", 2)
    stage = set_stage(is_open=True)
    made = [make_signature(stage.roll, key=stage.key).signature for _ in range(5)]
    before = {row.pk: bytes(row.tag) for row in made}

    close_campaign(campaign=stage.campaign, because="It is over.", key_days=0, by=stage.tomas, at=THEN)

    after = {row.pk: bytes(row.tag) for row in Signature.objects.all()}
    assert after.keys() == before.keys()
    assert not {pk for pk in before if before[pk] == after[pk]}
