"""Signatures are taken out of the count together, and put back where they were; the count follows exactly."""

from collections import Counter
from datetime import date

import pytest

from safeconduct.signing.actions.change_state import change_state
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.actions.invalidate import invalidate, let_in, put_back, remove_batch
from safeconduct.signing.models import PublicName, Roll, Signature, Tally, WaitingMail
from safeconduct.signing.queries.sifted import breakdown, days_signed, domains_signed, sifted
from safeconduct.signing.rules.kinds import COUNTED_STATES, Channel, MailKind, State, Visibility
from safeconduct.signing.rules.sifting import Sift
from tests.factories.people import THEN
from tests.factories.petitions import NEXT_DAY, TODAY, Signed, make_roll, make_signature, make_tally

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
IV = "IV-7Q4MZK"
LATER = date(2017, 5, 2)


def signed(roll: Roll, count: int = 1, **fields: object) -> list[Signed]:
    """Make signatures, counted as they would be."""
    made = [make_signature(roll, **fields) for _number in range(count)]  # type: ignore[arg-type]
    state = made[0].signature.state
    if state in COUNTED_STATES and state != State.CONFIRMED:
        row = made[0].signature
        make_tally(roll, count, state=State(state), country=row.country, language=row.language, channel=row.channel)
    return made


def counted(roll: Roll) -> dict[tuple[str, ...], int]:
    """Give the count after the job has run."""
    count_up(at=THEN)
    rows = Tally.objects.filter(roll=roll).values_list("state", "country", "language", "channel", "count")
    return {tuple(kind): count for *kind, count in rows if count}


def truth(roll: Roll) -> dict[tuple[str, ...], int]:
    """Give the same from the signatures themselves."""
    rows = Signature.objects.filter(roll=roll, state__in=COUNTED_STATES).values_list("state", "country", "language", "channel")
    return dict(Counter(rows))


def run(roll: Roll, sift: Sift, *, most: int) -> int:
    after, done = None, 0
    while True:
        count, after = invalidate(roll.pk, sift, reference=IV, after=after, most=most)
        done += count
        if after is None:
            return done


def put_all_back(roll: Roll, *, most: int) -> int:
    return sum(iter(lambda: put_back(roll.pk, reference=IV, on=LATER, most=most), 0))


@pytest.fixture
def roll() -> Roll:
    roll = make_roll()
    signed(roll, 3, country="SE")
    signed(roll, 4, country="DE", language="de", channel=Channel.WIDGET)
    signed(roll, 2, country="DE", visibility=Visibility.COUNTED, batch="IR-AAAAAA", channel=Channel.IMPORT)
    signed(roll, 2, country="DE", state=State.SET_ASIDE, on=LATER)
    signed(roll, 2, country="", state=State.PENDING)
    signed(roll, 1, country="DE", state=State.WITHDRAWN)
    return roll


def test_the_count_follows_exactly_there_and_back(roll: Roll) -> None:
    before = counted(roll)
    assert before == truth(roll)

    assert run(roll, Sift(countries=("DE",)), most=3) == 8
    assert counted(roll) == truth(roll) != before
    assert not Signature.objects.filter(roll=roll, country="DE", state__in=[State.CONFIRMED, State.SET_ASIDE]).exists()

    assert put_all_back(roll, most=3) == 8
    assert counted(roll) == truth(roll) == before
    assert set(Signature.objects.filter(roll=roll).values_list("batch", flat=True)) == {"", "IR-AAAAAA"}


@pytest.mark.parametrize(
    ("sift", "count"),
    [
        (Sift(), 13),
        (Sift(countries=("SE", "")), 5),
        (Sift(countries=("",)), 2),
        (Sift(languages=("de",)), 4),
        (Sift(channels=("import",)), 2),
        (Sift(visibilities=("counted",)), 2),
        (Sift(states=("pending",)), 2),
        (Sift(states=("withdrawn",)), 0),
        (Sift(since=LATER), 2),
        (Sift(until=TODAY), 11),
        (Sift(batch="IR-AAAAAA"), 2),
        (Sift(countries=("DE",), states=("confirmed",), channels=("widget",)), 4),
    ],
)
def test_a_sift_finds_what_all_of_it_says(roll: Roll, sift: Sift, count: int) -> None:
    assert sifted(roll.pk, sift).count() == breakdown(roll.pk, sift).total == count


def test_nothing_of_another_roll_is_touched(roll: Roll) -> None:
    other = make_roll()
    signed(other, 2, country="DE")

    run(roll, Sift(countries=("DE",)), most=1000)
    run(other, Sift(countries=("SE",)), most=1000)

    assert Signature.objects.filter(roll=other, state=State.CONFIRMED).count() == 2
    assert put_back(other.pk, reference=IV, on=LATER) == 0


def test_who_is_taken_out_is_listed_nowhere_and_listed_again_once_put_back(roll: Roll) -> None:
    run(roll, Sift(countries=("SE",)), most=1000)
    assert not PublicName.objects.filter(roll=roll, country="SE", shown_from__lte=date(2999, 1, 1)).exists()

    put_all_back(roll, most=1000)
    assert PublicName.objects.filter(roll=roll, country="SE", shown_from=LATER).count() == 3
    assert PublicName.objects.filter(roll=roll, country="DE", shown_from=NEXT_DAY).count() == 4


def test_who_took_the_signature_back_meanwhile_stays_out(roll: Roll) -> None:
    run(roll, Sift(countries=("SE",)), most=1000)
    gone = Signature.objects.filter(roll=roll, country="SE").first()
    assert gone is not None
    change_state(gone, State.WITHDRAWN)

    assert put_all_back(roll, most=1000) == 2

    gone.refresh_from_db()
    assert gone.state == State.WITHDRAWN
    assert counted(roll) == truth(roll)


def test_mails_that_wait_are_held_and_wait_again() -> None:
    roll = make_roll()
    waiting, aside = (signed(roll, state=state)[0].signature for state in (State.PENDING, State.SET_ASIDE))
    for signature, state in ((waiting, "waiting"), (aside, "held")):
        WaitingMail.objects.create(
            roll=roll, signature=signature, kind=MailKind.CONFIRM, language="en", day=TODAY, state=state, blob=b"sealed"
        )

    run(roll, Sift(), most=1000)
    assert set(WaitingMail.objects.values_list("state", flat=True)) == {"held"}

    put_all_back(roll, most=1000)
    assert WaitingMail.objects.get(signature=waiting).state == "waiting"
    assert WaitingMail.objects.get(signature=aside).state == "held"


def test_who_was_set_aside_is_let_in_and_gets_the_mail(roll: Roll) -> None:
    aside = Signature.objects.filter(roll=roll, state=State.SET_ASIDE).first()
    assert aside is not None
    WaitingMail.objects.create(roll=roll, signature=aside, kind=MailKind.CONFIRM, language="en", day=TODAY, state="held", blob=b"sealed")

    assert let_in(roll.pk, Sift(countries=("SE",))) == 0
    assert let_in(roll.pk, Sift(countries=("DE",)), most=1) == 1
    assert let_in(roll.pk, Sift(countries=("DE",))) == 1

    assert not Signature.objects.filter(roll=roll, state=State.SET_ASIDE).exists()
    assert WaitingMail.objects.get().state == "waiting"
    assert counted(roll) == truth(roll)


def test_an_import_is_removed_whole_and_no_row_besides(roll: Roll) -> None:
    run(roll, Sift(batch="IR-AAAAAA", visibilities=("counted",)), most=1)

    assert remove_batch(roll.pk, "IR-AAAAAA", most=1) == 1
    assert remove_batch(roll.pk, "IR-AAAAAA") == 1
    assert remove_batch(roll.pk, "IR-AAAAAA") == 0

    assert Signature.objects.filter(roll=roll).count() == 12
    assert counted(roll) == truth(roll)


def test_days_and_domains_are_told_without_a_name(roll: Roll) -> None:
    Signature.objects.filter(roll=roll, country="DE").update(domain=b"flooding")

    days, domains = days_signed(roll.pk, since=TODAY), domains_signed(roll.pk, most=10)

    assert [(one.day, one.total) for one in days] == [(LATER, 2), (TODAY, 12)]
    assert days[1].by_country == {"DE": 7, "SE": 3, "": 2}
    assert [(one.tag, one.total, one.set_aside) for one in domains] == [(b"flooding", 8, 2)]
    assert sifted(roll.pk, Sift(domains=(b"flooding".hex(),))).count() == 8
