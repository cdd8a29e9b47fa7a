"""What stands out among the days of a campaign, and what does not."""

from datetime import date, timedelta

from safeconduct.petitions.rules.mail_domains import large_domains, throwaway_domains
from safeconduct.petitions.rules.unusual import Day, countries_that_stand_out, days_that_stand_out, domain_stands_out

FIRST = date(2017, 4, 20)


def days(*counts: dict[str, int]) -> list[Day]:
    return [Day(FIRST + timedelta(days=number), count) for number, count in enumerate(counts)]


def test_a_night_with_ten_times_as_many_stands_out() -> None:
    assert days_that_stand_out(days({"SE": 100}, {"SE": 90}, {"SE": 1200})) == {FIRST + timedelta(days=2)}


def test_a_first_day_and_small_numbers_do_not() -> None:
    assert days_that_stand_out(days({"SE": 5000})) == set()
    assert days_that_stand_out(days({"SE": 1}, {"SE": 1}, {"SE": 40})) == set()


def test_a_country_that_suddenly_signs_stands_out() -> None:
    found = countries_that_stand_out(days({"SE": 900, "VN": 3}, {"SE": 800, "VN": 700}, {"SE": 500}))

    assert found == {FIRST + timedelta(days=1): ["VN"]}


def test_a_country_that_always_signs_does_not() -> None:
    assert countries_that_stand_out(days({"SE": 900}, {"SE": 90}, {"SE": 1500})) == {}
    assert countries_that_stand_out(days({})) == {}


def test_an_unknown_mail_domain_stands_out_where_it_has_a_share_that_matters() -> None:
    assert domain_stands_out(60, of=1000, is_known=False)
    assert not domain_stands_out(600, of=1000, is_known=True)
    assert not domain_stands_out(60, of=100_000, is_known=False)
    assert not domain_stands_out(20, of=20, is_known=False)


def test_the_lists_of_domains_hold_domains_each_once() -> None:
    both = large_domains() + throwaway_domains()

    assert len(both) == len(set(both)) > 100
    assert all(one == one.lower().strip() and "." in one and one.isascii() for one in both)
