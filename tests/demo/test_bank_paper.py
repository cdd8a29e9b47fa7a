"""The demonstration's bank files are read by the fund's own reader, and nobody in them can be telephoned."""

import io
from datetime import date
from itertools import pairwise

from safeconduct.demo.paper.bank import TELEPHONES, camt_054, invented_gifts
from safeconduct.demo.tables import table
from safeconduct.fund.reading.shape import Closed, Payment, Statement
from safeconduct.fund.reading.sniff import read_bank_file


def test_a_file_says_what_was_invented_for_it():
    gifts, iban = invented_gifts(200, seed=1), table("fund")["account"]["iban"]

    found = list(read_bank_file(io.BytesIO(camt_054(gifts, on=date(2017, 4, 4), number=1, iban=iban))))

    payments = [one for one in found if isinstance(one, Payment)]
    assert [(one.minor, one.payer_name, one.message) for one in payments] == [(gift.minor, gift.name, gift.message) for gift in gifts]
    assert [one.account for one in found if isinstance(one, Statement)] == [iban]
    assert [one.total for one in found if isinstance(one, Closed)] == [sum(gift.minor for gift in gifts)]


def test_givers_have_telephones_that_are_kept_for_fiction_and_some_give_twice():
    gifts = invented_gifts(200, seed=2)

    assert {int(gift.telephone) for gift in gifts} <= set(TELEPHONES)
    assert any(first == second for first, second in pairwise(gifts))
    assert gifts == invented_gifts(200, seed=2) != invented_gifts(200, seed=3)
