"""A public campaign that other programs read and send signatures to."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from safeconduct.petitions.actions.give_signing_key import give_signing_key
from safeconduct.petitions.models import Campaign
from safeconduct.signing.queries.rolls import forget
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_jonas, make_tomas
from tests.factories.petitions import make_campaign
from tests.public.clocks import Clock, set_clock

ADA = {"name": "Ada Example", "mail": "ada@signers.example", "country": "SE", "visibility": "addressee", "consents": [], "language": "en"}


def stop_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Let the interface and the public pages believe that it is the day of the tests; forget what was read of rolls before."""
    forget()
    clock = set_clock(monkeypatch, THEN)
    for module in ("api.views.campaigns", "api.views.signatures", "public.views.counts", "public.views.petitions"):
        monkeypatch.setattr(f"safeconduct.{module}.now", clock.now)
    monkeypatch.setattr("safeconduct.public.views.petitions.today", clock.today)
    monkeypatch.setattr("safeconduct.api.throttle._buckets", {})
    return clock


def open_campaign() -> Campaign:
    """Give an open campaign of Tomas's organisation, its text released by two people."""
    jonas, tomas = make_jonas(), make_tomas()
    return make_campaign(make_crisis(by=jonas, is_public=True), tomas, approved_by=jonas)


def key_for(campaign: Campaign) -> str:
    """Give a token by which signatures may be sent."""
    return give_signing_key(campaign=campaign, name="Amber House", by=campaign.created_by, at=THEN).token


def send(client: Client, campaign: Campaign, token: str, fields: Mapping[str, Any] | None = None, *, repeat: str = "") -> Any:
    """Send a signature."""
    given = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": repeat} if repeat else {})}
    return client.post(
        f"/api/v1/campaigns/{campaign.reference}/signatures",
        data=ADA if fields is None else fields,
        content_type="application/json",
        headers=given,
    )
