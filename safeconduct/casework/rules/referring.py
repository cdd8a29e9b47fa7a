"""How long a referral waits, and how many people may be asked about on a day."""

from datetime import date, timedelta

from safeconduct.casework.rules.names import MOST_TERMS

WAITS = timedelta(days=14)  # an offer that nobody answered in a fortnight goes elsewhere
KEPT_AFTERWARDS = timedelta(days=90)  # that there was one; of what was in it nothing is left by then
MOST_POINTS = 9  # of one question to the key holders: three people
MOST_A_DAY = 60  # people an organisation meets on a day are few; a list of names is long


def people_of(points: int) -> int:
    """Give how many people a question with so many points counts for: one, unless it has more points than one person has terms."""
    return max(1, -(-points // MOST_TERMS))


def last_day(offered_on: date) -> date:
    """Give the day after which the letters of a referral are emptied."""
    return offered_on + WAITS
