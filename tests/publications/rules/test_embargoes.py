"""Until when nobody may read it, in the time of a place."""

from datetime import UTC, date, datetime, time

import pytest

from safeconduct.publications.rules.embargoes import local_moment, moment_in, zones


def test_an_hour_is_meant_as_clocks_of_the_place_show_it():
    assert moment_in(date(2017, 5, 20), time(10, 0), "Europe/Copenhagen") == datetime(2017, 5, 20, 8, 0, tzinfo=UTC)
    assert moment_in(date(2017, 5, 20), time(10, 0), "UTC") == datetime(2017, 5, 20, 10, 0, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_later_is_meant():
    assert moment_in(date(2017, 10, 29), time(2, 30), "Europe/Berlin") == datetime(2017, 10, 29, 1, 30, tzinfo=UTC)


def test_an_hour_that_clocks_skip_is_no_hour():
    with pytest.raises(ValueError, match="02:30"):
        moment_in(date(2017, 3, 26), time(2, 30), "Europe/Berlin")


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../../etc/passwd"])
def test_a_zone_that_nobody_keeps_is_refused(zone: str):
    with pytest.raises(ValueError, match=zone or "^$"):
        moment_in(date(2017, 5, 20), time(10, 0), zone)


def test_a_moment_is_shown_in_its_zone():
    shown = local_moment(datetime(2017, 5, 20, 8, 0, tzinfo=UTC), "Europe/Copenhagen")

    assert (shown.hour, shown.tzname()) == (10, "CEST")


def test_there_are_zones_to_choose_from():
    assert {"UTC", "Europe/Copenhagen", "America/New_York"} <= set(zones())
