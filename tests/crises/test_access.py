"""Whose crisis it is."""

from datetime import datetime, timedelta

import pytest
from django.http import Http404

from safeconduct.audit.models import Entry
from safeconduct.crises.access import crises_for, crisis_for, public_crises, public_crisis
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.crises.actions.open_crisis import SlugTaken
from safeconduct.crises.actions.publish_crisis import publish_crisis
from safeconduct.crises.models import Participation
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines, make_jonas, make_organisation, make_vera

pytestmark = pytest.mark.django_db


def test_ines_sees_the_crisis_that_her_organisation_answers():
    crisis, ines = make_crisis(), make_ines()

    assert list(crises_for(ines)) == [crisis]
    assert crisis_for(ines, "north") == crisis


def test_vera_sees_no_crisis_whatever_her_roles():
    make_crisis()
    vera = make_vera()

    assert list(crises_for(vera)) == []
    with pytest.raises(Http404):
        crisis_for(vera, "north")


def test_vera_cannot_tell_a_hidden_crisis_from_none():
    make_crisis()
    vera = make_vera()

    with pytest.raises(Http404) as hidden:
        crisis_for(vera, "north")
    with pytest.raises(Http404) as absent:
        crisis_for(vera, "south")

    assert str(hidden.value) == str(absent.value)


def test_an_organisation_that_was_asked_in_sees_the_crisis():
    far_shore = make_organisation("Far Shore")
    crisis = make_crisis(organisations=[far_shore])

    assert list(crises_for(make_vera())) == [crisis]


def test_an_organisation_that_left_a_crisis_sees_it_no_longer(at: datetime):
    make_crisis()
    Participation.objects.update(until=at.date())

    assert list(crises_for(make_ines())) == []


def test_the_newest_crisis_stands_first(at: datetime):
    jonas = make_jonas()
    older = make_crisis(by=jonas, slug="older", at=at)
    newer = make_crisis(by=jonas, slug="newer", at=at + timedelta(days=1))

    assert list(crises_for(jonas)) == [newer, older]


def test_only_a_published_crisis_is_public(at: datetime):
    jonas = make_jonas()
    crisis = make_crisis(by=jonas)
    assert not public_crises()
    with pytest.raises(Http404):
        public_crisis("north")

    publish_crisis(crisis=crisis, by=jonas, at=at)

    assert public_crisis("north") == crisis


def test_a_crisis_is_published_once(at: datetime):
    jonas = make_jonas()
    crisis = make_crisis(by=jonas)

    publish_crisis(crisis=crisis, by=jonas, at=at)
    publish_crisis(crisis=crisis, by=make_ines(), at=at + timedelta(days=1))

    crisis.refresh_from_db()
    assert (crisis.published_by, crisis.published_at) == (jonas, at)
    assert Entry.objects.filter(kind="crises.crisis-published").count() == 1


def test_two_crises_have_two_addresses():
    jonas = make_jonas()
    make_crisis(by=jonas)

    with pytest.raises(SlugTaken):
        make_crisis(by=jonas)


def test_a_change_raises_the_revision_on_which_cached_pages_hang(at: datetime):
    crisis = make_crisis()

    mark_changed(crisis=crisis, at=at + timedelta(hours=1))

    crisis.refresh_from_db()
    assert crisis.revision == 2
    assert crisis.changed_at == at + timedelta(hours=1)


def test_the_opener_always_takes_part_and_takes_part_once():
    jonas = make_jonas()

    crisis = make_crisis(by=jonas, organisations=[jonas.organisation, jonas.organisation])

    assert [part.organisation for part in crisis.participations.all()] == [jonas.organisation]
