"""Dates as they are written, and lines that are nothing but a date."""

import pytest

from safeconduct.evidence.reading.arrange.dates import date_line, find_dates

DATES = [
    ("on 18th Mar 2018", "2018-03-18"),
    ("September 6, 2022", "2022-09-06"),
    ("den 25.1.2023", "2023-01-25"),
    ("onsdag den 17. maj 2017", "2017-05-17"),
    ("den 3 augusti 2019", "2019-08-03"),
    ("4. desember 2019", "2019-12-04"),
    ("am 17. März 2019", "2019-03-17"),
    ("le 1er août 2019", "2019-08-01"),
    ("op 4 maart 2019", "2019-03-04"),
    ("3 мая 2017 г.", "2017-05-03"),
    ("٣ مايو 2017", "2017-05-03"),
    ("2017-04-13", "2017-04-13"),
    ("in March 2017", "2017-03"),
    ("13/04/2017", "2017-04-13"),
    ("5/4/2017", "2017"),  # April or May: only the year is certain
]


@pytest.mark.parametrize(("text", "edtf"), DATES)
def test_a_date_is_read_as_exactly_as_it_was_written(text: str, edtf: str) -> None:
    assert [found.edtf for found in find_dates(text)] == [edtf]


@pytest.mark.parametrize("text", ["we may go", "30 men and 2 women", "31 February 2019", "call 123 900 55 21", "2019", "the march of 300"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [found.edtf for found in find_dates(text) if found.edtf] == []


@pytest.mark.parametrize(
    "text", ["Wednesday (17 May)", "onsdag den 17. maj", "Mittwoch, 17. Mai", "mercredi 17 mai", "в среду, 17 мая", "woensdag 17 mei"]
)
def test_a_weekday_beside_a_day_is_kept_with_it(text: str) -> None:
    found = find_dates(text)[0]

    assert (found.weekday, found.day, found.month, found.edtf) == (2, 17, 5, "")


@pytest.mark.parametrize(
    ("text", "label", "place"),
    [
        ("18th Mar 2018", "", ""),
        ("Brussels, 22 February 2023", "", "Brussels"),
        ("København, den 3. maj 2017", "", "København"),
        ("Published: Wednesday, May 3, 2017 at 10:34 GMT", "published", ""),
        ("Publié le 4 mars 2019 à 10h15", "published", ""),
        ("Опубликовано 4 марта 2019, 10:15", "published", ""),
        ("Last updated: 4 May 2018", "updated", ""),
        ("Startad september 2022", "started", ""),
    ],
)
def test_a_line_of_date_is_read_with_what_stands_beside_it(text: str, label: str, place: str) -> None:
    line = date_line(text)

    assert line is not None
    assert (line.label, line.place) == (label, place)


@pytest.mark.parametrize("text", ["On 4 March 2019 the ministry denied it", "Sales fell in March 2019", "the 17 May"])
def test_a_sentence_with_a_date_is_no_line_of_date(text: str) -> None:
    assert date_line(text) is None
