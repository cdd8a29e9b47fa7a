"""By what a payment is known again."""

from dataclasses import replace
from datetime import date

from safeconduct.fund.reading.keys import Occurrences, line_key
from safeconduct.fund.reading.shape import Deposit, Payment

SECRET = b"a secret for tests, never another"
DEPOSIT = Deposit(number=1, on=date(2026, 11, 23), minor=200_00, currency="SEK")
GIFT = Payment(DEPOSIT, 1, 200_00, payer_name="Åsa Testsson", message="Tjetjenien")
NAMED = replace(GIFT, bank_reference="R1")


def key(payment: Payment, occurrence: int = 1, *, account: str = "A", secret: bytes = SECRET) -> str:
    return line_key(payment, occurrence, account=account, secret=secret)


def test_two_equal_gifts_are_two_gifts_and_the_same_two_in_the_next_file():
    def of_a_file():
        occurrences = Occurrences()
        return [key(GIFT, occurrences.of(GIFT, account="A")) for _ in range(2)]

    assert len(set(of_a_file())) == 2
    assert of_a_file() == of_a_file()


def test_with_a_reference_of_the_bank_the_words_do_not_matter():
    assert key(NAMED) == key(replace(NAMED, message="Tjetjenien med mera"))
    assert key(GIFT) != key(replace(GIFT, message="Tjetjenien med mera"))


def test_another_account_day_sum_number_or_reference_is_another_payment():
    others = [
        key(NAMED, account="B"),
        key(replace(NAMED, deposit=replace(DEPOSIT, on=date(2026, 11, 24)))),
        key(replace(NAMED, deposit=replace(DEPOSIT, currency="EUR"))),
        key(replace(NAMED, minor=200_01)),
        key(replace(NAMED, number=2)),
        key(replace(NAMED, bank_reference="R2")),
        key(NAMED, 2),
        key(GIFT),
    ]
    assert len({key(NAMED), *others}) == len(others) + 1


def test_without_the_secret_no_key_can_be_guessed():
    assert key(GIFT) != key(GIFT, secret=b"another secret, just as invented")
