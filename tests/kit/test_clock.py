"""The one clock."""

from datetime import UTC

from safeconduct.kit.clock import now


def test_the_moment_is_in_utc_and_to_the_second():
    moment = now()

    assert moment.tzinfo is UTC
    assert moment.microsecond == 0
