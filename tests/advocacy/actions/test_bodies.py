"""Naming bodies, posts and holders."""

import pytest

from safeconduct.advocacy.actions.check_entry import DateUnreadable
from safeconduct.advocacy.actions.find_or_name_body import find_or_name_body
from safeconduct.advocacy.actions.find_or_name_post import find_or_name_post
from safeconduct.advocacy.actions.name_body import NamedAlready, NameMissing, name_body
from safeconduct.advocacy.actions.name_post import PostNamedAlready, TitleMissing, name_post
from safeconduct.advocacy.actions.record_holding import EndsBeforeItBegins, HolderMissing, record_holding
from safeconduct.advocacy.actions.spell_body import spell_body
from safeconduct.advocacy.models import Body, Holding
from safeconduct.advocacy.rules import BodyKind
from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from tests.factories.advocacy import make_body, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


def find(crisis: Crisis, name: str, **fields: str) -> Body:
    return find_or_name_body(crisis=crisis, name=name, by=crisis.opened_by, at=THEN, **fields)


def test_a_body_is_named_and_the_record_says_so(crisis: Crisis) -> None:
    body = make_body(crisis, "Lithuania", place="LT", sv="Litauen")

    assert (body.code, {row.language: row.name for row in body.names.all()}) == ("LT", {"en": "Lithuania", "sv": "Litauen"})
    assert [entry.kind for entry in history_of(body.reference)] == ["advocacy.body-named"]


def test_the_same_body_is_not_named_twice(crisis: Crisis) -> None:
    make_body(crisis, "Lithuania", place="LT")

    with pytest.raises(NamedAlready):
        make_body(crisis, "Lithuania", place="LT")


def test_a_body_without_a_name_is_refused(crisis: Crisis) -> None:
    with pytest.raises(NameMissing):
        name_body(crisis=crisis, names={"en": " "}, original="en", kind=BodyKind.GOVERNMENT, by=crisis.opened_by, at=THEN)


def test_a_body_without_a_place_has_its_reference_as_address(crisis: Crisis) -> None:
    body = make_body(crisis, "The liberal network", place="", kind=BodyKind.PARTY)

    assert body.code == body.reference


def test_a_body_is_found_in_another_spelling(crisis: Crisis) -> None:
    body = make_body(crisis, "Lithuania", place="LT")
    spell_body(body=body, language="da", name="Litauen", by=crisis.opened_by, at=THEN)

    assert find(crisis, "Litauen") == body


def test_a_government_is_found_by_its_place_whatever_it_is_called(crisis: Crisis) -> None:
    body = make_body(crisis, "Lithuania", place="LT")

    assert find(crisis, "Lietuvos vyriausybė", place="LT") == body


def test_a_parliament_is_not_taken_for_the_government_of_its_place(crisis: Crisis) -> None:
    make_body(crisis, "Portugal", place="PT")

    found = find(crisis, "Portuguese parliament", place="PT")

    assert (found.kind, found.code) == (BodyKind.PARLIAMENT, "PT-parliament")


def test_an_unknown_body_is_named(crisis: Crisis) -> None:
    found = find(crisis, "Latvia", place="LV", language="en")

    assert (found.kind, found.names.get(language="en").name) == (BodyKind.GOVERNMENT, "Latvia")
    assert found.names.get(language="sv").name == "Lettland"


def test_a_body_of_another_crisis_is_not_found(crisis: Crisis) -> None:
    other = make_crisis(by=crisis.opened_by, slug="south")
    make_body(other, "Lithuania", place="LT")

    assert find(crisis, "Lithuania", place="LT").crisis == crisis


def test_a_name_that_the_body_has_changes_nothing(crisis: Crisis) -> None:
    body = make_body(crisis, "Lithuania", place="LT")

    spell_body(body=body, language="en", name="Lithuania", by=crisis.opened_by, at=THEN)

    assert body.names.count() == 1


def test_a_post_may_have_no_holder(crisis: Crisis) -> None:
    post = make_post(make_body(crisis), "Foreign minister", da="Udenrigsminister")

    assert (post.titles.count(), post.holdings.count()) == (2, 0)


def test_a_post_is_not_named_twice(crisis: Crisis) -> None:
    body = make_body(crisis)
    make_post(body, "Foreign minister")

    with pytest.raises(PostNamedAlready):
        make_post(body, "foreign minister")


def test_a_post_without_a_title_is_refused(crisis: Crisis) -> None:
    with pytest.raises(TitleMissing):
        name_post(body=make_body(crisis), titles={}, original="en", by=crisis.opened_by, at=THEN)


def test_a_post_is_found_by_its_title_in_any_language_or_named(crisis: Crisis) -> None:
    body = make_body(crisis)
    post = make_post(body, "Foreign minister", da="Udenrigsminister")

    found = find_or_name_post(body=body, title="udenrigsminister", language="da", by=crisis.opened_by, at=THEN)
    new = find_or_name_post(body=body, title="Chancellor", language="en", by=crisis.opened_by, at=THEN)

    assert found == post
    assert (new != post, new.titles.get().title) == (True, "Chancellor")


def hold(
    crisis: Crisis, *, holder: str = "The younger", source_note: str = "The government's own page", since: str = "", until: str = ""
) -> Holding:
    post = make_post(make_body(crisis))
    return record_holding(post=post, holder=holder, since=since, until=until, source_note=source_note, by=crisis.opened_by, at=THEN)


def test_a_holder_is_recorded_with_dates_that_may_be_uncertain(crisis: Crisis) -> None:
    holding = hold(crisis, since="2014-12~", until="2017")

    assert (holding.since, holding.until) == ("2014-12~", "2017")


def test_a_later_end_corrects_the_same_holding(crisis: Crisis) -> None:
    holding = hold(crisis, since="2014")

    again = record_holding(
        post=holding.post, holder="The younger", since="2014", until="2018", source_note="Gazette", by=crisis.opened_by, at=THEN
    )

    assert (again.pk, again.until) == (holding.pk, "2018")


@pytest.mark.parametrize(
    "fields, refusal",
    [
        ({"holder": " "}, HolderMissing),
        ({"source_note": ""}, HolderMissing),
        ({"since": "soon"}, DateUnreadable),
        ({"since": "2018", "until": "2017"}, EndsBeforeItBegins),
    ],
)
def test_a_holding_that_cannot_be_is_refused(crisis: Crisis, fields: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        hold(crisis, **fields)
