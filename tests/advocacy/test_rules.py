"""What is a word, what is a deed, and in which order bodies stand."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.advocacy.rules import (
    BodyKind,
    DeedType,
    Headline,
    ResponseType,
    Shown,
    Tenure,
    board_key,
    code_for,
    headline,
    heaviest,
    holders_on,
    kind_from_name,
    may_quote,
)

DAY = date(2017, 5, 18)
# A busy machine is no fault of the rules.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
words = st.lists(st.sampled_from(ResponseType), max_size=5)
deeds = st.lists(st.sampled_from(DeedType), max_size=5)
days = st.sampled_from([None, DAY])
lines = st.builds(headline, words, deeds, searched_until=days)


def test_no_word_is_a_deed() -> None:
    assert not {word.value for word in ResponseType} & {deed.value for deed in DeedType}


def test_a_promise_weighs_more_than_a_resolution_and_a_resolution_more_than_concern() -> None:
    assert ResponseType.PROMISE.weight > ResponseType.RESOLUTION.weight > ResponseType.RAISED_IN_FORUM.weight > ResponseType.CONCERN.weight


def test_the_heaviest_of_no_words_is_none() -> None:
    assert heaviest([]) is None


@pytest.mark.parametrize(
    "deed, expected",
    [
        (DeedType.VISA_ISSUED, False),
        (DeedType.JUDGMENT, False),
        (DeedType.VISA_REFUSED, True),
        (DeedType.RETURNED, True),
        (DeedType.PROSECUTED_VICTIM, True),
    ],
)
def test_a_deed_against_those_in_danger_is_negative(deed: DeedType, expected: bool) -> None:
    assert deed.is_negative is expected


@pytest.mark.parametrize(
    "done, searched, expected",
    [
        ([DeedType.VISA_ISSUED], None, Shown.DEEDS),
        ([DeedType.VISA_ISSUED, DeedType.RETURNED], None, Shown.DEEDS_AND_HARM),
        ([DeedType.RETURNED], DAY, Shown.HARM),
        ([], DAY, Shown.NONE_FOUND),
        ([], None, Shown.NOT_SEARCHED),
    ],
)
def test_none_found_is_said_only_where_somebody_searched(done: list[DeedType], searched: date | None, expected: Shown) -> None:
    assert headline([], done, searched_until=searched).shown is expected


@unhurried
@given(words, deeds, days)
def test_words_never_change_what_is_shown_of_deeds(said: list[ResponseType], done: list[DeedType], searched: date | None) -> None:
    assert headline(said, done, searched_until=searched).shown is headline([], done, searched_until=searched).shown


@unhurried
@given(words, deeds, days)
def test_every_entry_is_counted_once(said: list[ResponseType], done: list[DeedType], searched: date | None) -> None:
    line = headline(said, done, searched_until=searched)

    assert (line.words, line.deeds + line.negative_deeds) == (len(said), len(done))


@unhurried
@given(lines, lines)
def test_whoever_helped_stands_before_whoever_did_not(one: Headline, other: Headline) -> None:
    if one.deeds and not other.deeds:
        assert board_key(one, "Z") < board_key(other, "A")


@unhurried
@given(lines, lines)
def test_whoever_acted_at_all_stands_before_whoever_only_spoke(one: Headline, other: Headline) -> None:
    if one.negative_deeds and not other.deeds and not other.negative_deeds:
        assert board_key(one, "Z") < board_key(other, "A")


@unhurried
@given(st.sampled_from(ResponseType), st.sampled_from(ResponseType), days, days)
def test_of_those_who_only_spoke_the_heaviest_word_stands_first(
    one: ResponseType, other: ResponseType, once: date | None, later: date | None
) -> None:
    if one.weight > other.weight:
        first, second = headline([one], [], searched_until=once), headline([other], [], searched_until=later)

        assert board_key(first, "Z") < board_key(second, "A")


def test_whoever_acted_earlier_stands_first_whatever_was_said() -> None:
    early = headline([], [DeedType.ADMISSION], searched_until=None, first_deed="2017-05-17")
    late = headline([ResponseType.PROMISE], [DeedType.ADMISSION], searched_until=None, first_deed="2017-06")
    undated = headline([ResponseType.PROMISE], [DeedType.ADMISSION], searched_until=None)

    assert board_key(early, "Z") < board_key(late, "B") < board_key(undated, "A")


def test_more_deeds_do_not_move_a_body_up() -> None:
    one = headline([], [DeedType.VISA_ISSUED], searched_until=None)
    many = headline([], [DeedType.VISA_ISSUED] * 9, searched_until=None)

    assert board_key(one, "A") < board_key(many, "B")


TENURES = [Tenure("The elder", "2014", "2017-03-31"), Tenure("The younger", "2017-04-01")]


@pytest.mark.parametrize(
    "on, expected",
    [
        ("2016-05-01", ("The elder",)),
        ("2017-04-18", ("The younger",)),
        ("2017-03/2017-04", ("The elder", "The younger")),
        ("2013-12-31", ()),
        ("", ()),
        ("../2017-04-18", ()),
    ],
)
def test_a_post_names_who_may_have_held_it_that_day(on: str, expected: tuple[str, ...]) -> None:
    assert holders_on(TENURES, on) == expected


@pytest.mark.parametrize(
    "level, reader, expected",
    [
        ("public", None, True),
        ("coalition", 2, True),
        ("coalition", None, True),
        ("organisation", 1, True),
        ("organisation", 2, False),
        ("organisation", None, False),
    ],
)
def test_what_an_organisation_keeps_to_itself_is_quoted_to_nobody_else(level: str, reader: int | None, expected: bool) -> None:
    assert may_quote(level=level, owner=1, reader=reader) is expected


@pytest.mark.parametrize(
    "kind, place, taken, expected",
    [
        (BodyKind.GOVERNMENT, "LT", [], "LT"),
        (BodyKind.PARLIAMENT, "PT", ["PT"], "PT-parliament"),
        (BodyKind.AUTHORITY, "RU-CE", [], "RU-CE"),
        (BodyKind.AUTHORITY, "SE", [], "SE-authority"),
        (BodyKind.GOVERNMENT, "LT", ["LT", "LT-2"], "LT-3"),
        (BodyKind.PARTY, "", [], ""),
    ],
)
def test_a_body_has_an_address_made_of_place_and_kind(kind: BodyKind, place: str, taken: list[str], expected: str) -> None:
    assert code_for(kind=kind, place=place, taken=taken) == expected


@pytest.mark.parametrize(
    "name, place, expected",
    [
        ("Lithuania", "LT", BodyKind.GOVERNMENT),
        ("Europaparlamentet", "EU", BodyKind.PARLIAMENT),
        ("the European Union", "EU", BodyKind.INSTITUTION),
        ("Chechen authorities", "RU-CE", BodyKind.AUTHORITY),
        ("somebody", "", BodyKind.OTHER),
    ],
)
def test_a_body_that_nobody_described_has_a_likely_kind(name: str, place: str, expected: BodyKind) -> None:
    assert kind_from_name(name, place=place) is expected
