"""Lists of signers from elsewhere: never a crash, never a row that nobody counted, nobody shown who was not shown before."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.petitions.rules.importing import FIELDS, REFUSED, REPAIRED, TAKEN, Judged, Options, Sum, read_list
from safeconduct.petitions.rules.importing_cells import country_in, day_in, mail_in, name_in, yes_in
from safeconduct.petitions.rules.importing_text import Unreadable, decode, mark_of
from safeconduct.petitions.rules.importing_uk import read_uk
from safeconduct.signing.rules.entry import Entry, problems_of
from safeconduct.signing.rules.kinds import Visibility

ON = date(2017, 6, 1)
PYTITION = "first_name,last_name,phone,email,subscribed_to_mailinglist,confirmed\r\n"
OPENPETITION = "Name;PLZ;Ort;Land;Datum;anonym;Kommentar\r\n"
FULL = "name,email,country,postcode,date,public,anonymous,confirmed,bounced,hidden,language\n"


USUAL = Options()


class Nowhere:
    """A roll without a danger list."""

    danger = frozenset[str]()


def judged(text: str | bytes, options: Options = USUAL, danger: tuple[str, ...] = ()) -> list[Judged]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_list(data, options=options, danger=danger, on=ON).rows)


def one(row: str, head: str = FULL, options: Options = USUAL, danger: tuple[str, ...] = ()) -> Judged:
    (found,) = judged(head + row, options, danger)
    return found


def test_the_export_of_pytition() -> None:
    rows = judged(
        PYTITION
        + "Ada,Example,0701,ada@signers.example,True,True\r\nBo,Example,,bo@signers.example,False,False\r\n"
        + "\"=cmd|'/C calc'!A0\",Example,,eve@signers.example,False,True\r\n"
    )

    assert [row.outcome for row in rows] == [TAKEN, "not-confirmed", "formula"]
    assert rows[0].signer is not None
    assert (rows[0].signer.name, rows[0].signer.mail) == ("Ada Example", "ada@signers.example")
    assert rows[0].signer.visibility is Visibility.ADDRESSEE
    assert rows[0].repairs == ("no-day",)


def test_the_export_of_openpetition_has_no_addresses_and_is_counted_only_where_somebody_says_so() -> None:
    text = (
        OPENPETITION
        + 'Ada Beispiel;10115;Berlin;Deutschland;20.04.2017;nein;"Gut,\nsehr gut"\r\n'
        + "Anonym;10115;Berlin;Österreich;21.04.2017;ja;\r\n"
    )

    assert [row.outcome for row in judged(text)] == ["no-address"] * 2

    rows = judged(text, Options(counts_without_address=True))
    signers = [row.signer for row in rows]
    assert [(one.country, one.on, one.visibility, one.name) for one in signers if one] == [
        ("DE", date(2017, 4, 20), Visibility.COUNTED, ""),
        ("AT", date(2017, 4, 21), Visibility.COUNTED, ""),
    ]
    assert [row.line for row in rows] == [2, 4]


@pytest.mark.parametrize(
    ("public", "anonymous", "name", "seen"),
    [
        ("", "", "Ada", Visibility.ADDRESSEE),
        ("yes", "", "Ada", Visibility.PUBLIC),
        ("yes", "yes", "Ada", Visibility.ADDRESSEE),
        ("perhaps", "", "Ada", Visibility.ADDRESSEE),
        ("", "perhaps", "Ada", Visibility.ADDRESSEE),
        ("yes", "", "", Visibility.COUNTED),
        ("no", "", "Ada", Visibility.ADDRESSEE),
    ],
)
def test_nobody_becomes_public_who_was_not(public: str, anonymous: str, name: str, seen: Visibility) -> None:
    found = one(f"{name},ada@signers.example,SE,,2017-04-20,{public},{anonymous},yes,,,\n").signer

    assert found is not None
    assert found.visibility is seen


def test_in_a_country_of_the_danger_list_people_are_only_counted_and_their_names_are_not_kept() -> None:
    found = one("Ada,ada@signers.example,Russia,1,2017-04-20,yes,,yes,,,\n", danger=("RU",))

    assert found.signer is not None
    assert (found.signer.visibility, found.signer.name, found.signer.postcode) == (Visibility.COUNTED, "", "")
    assert "in-danger" in found.repairs


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("Ada,ada@signers.example,SE,,2017-04-20,,,no,,,", "not-confirmed"),
        ("Ada,ada@signers.example,SE,,2017-04-20,,,,,,", "not-confirmed"),
        ("Ada,ada@signers.example,SE,,2017-04-20,,,2017-04-21 10:00,,,", TAKEN),
        ("Ada,ada@signers.example,SE,,2017-04-20,,,yes,yes,,", "bounced"),
        ("Ada,ada@signers.example,SE,,2017-04-20,,,yes,no,2017-05-01,", "hidden"),
        ("Ada,,SE,,2017-04-20,,,yes,,,", "no-address"),
        ("Ada,ada at signers,SE,,2017-04-20,,,yes,,,", "bad-address"),
        ("www.pills.example,ada@signers.example,SE,,,,,yes,,,", "link"),
        (f"{'A' * 200},ada@signers.example,SE,,,,,yes,,,", "long-name"),
        ('"=HYPERLINK(""https://x.example"")",ada@signers.example,SE,,,,,yes,,,', "formula"),
        ("Ada,ada@signers.example,SE,,2017-04-20,,,yes,,,en,shifted", "cells"),
        ("Ada,ada@signers.example,SE,,2017-04-20,,,yes,,,en,,", TAKEN),
    ],
)
def test_what_a_row_comes_to(row: str, outcome: str) -> None:
    assert one(row + "\n").outcome == outcome


def test_what_is_repaired_is_said() -> None:
    found = one("'+Ada,Ada <ada@Signers.EXAMPLE>,Atlantis,12345678901234567890,31.12.2999,,,yes\n")

    assert found.signer is not None
    assert (found.signer.name, found.signer.mail, found.signer.on) == ("Ada", "ada@signers.example", None)
    assert set(found.repairs) == {"formula-sign", "short-row", "no-country", "no-day", "long-postcode"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_letters_and_marks_of_all_kinds(encoding: str, mark: str) -> None:
    text = FULL.replace(",", mark) + f"Åsa Müller{mark}asa@signers.example{mark}SE{mark}{mark}{mark}{mark}{mark}yes{mark}{mark}{mark}\n" * 3

    rows = judged(text.encode(encoding))

    assert [row.signer.name for row in rows if row.signer] == ["Åsa Müller"] * 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        ((FULL + "Ã…sa MÃ¼ller,a@signers.example\nBjÃ¶rn,b@signers.example\n").encode(), "twice"),
        (b"name,email\n\x00\x01\x02\xff\xfe", "letters"),
        (b"PK\x03\x04\x14\x00\x81\x8d", "letters"),
        (b"colour,size\nred,4\n", "head"),
        (('name,email\n"Ada,ada@signers.example\n' + "Bo,bo@signers.example\n" * 100).encode(), "quote"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        judged(data)

    assert refused.value.code == code


def test_a_person_says_which_column_is_which() -> None:
    text = "Wer,Kontakt,Seit\nAda,ada@signers.example,04/05/2017\n"
    options = Options(columns={"name": "Wer", "mail": "Kontakt", "day": "Seit"}, month_first=True, country="SE", language="de")

    (found,) = judged(text, options)

    assert found.signer is not None
    assert (found.signer.name, found.signer.on, found.signer.country, found.signer.language) == ("Ada", date(2017, 4, 5), "SE", "de")


def test_a_known_column_can_be_left_out_and_unknown_ones_are_named() -> None:
    listed = read_list(
        b"name,email,public,comment\nAda,ada@signers.example,yes,hej\n", options=Options(columns={"public": ""}), danger=(), on=ON
    )

    assert listed.passed_over == ["public", "comment"]
    assert [row.signer.visibility for row in listed.rows if row.signer] == [Visibility.ADDRESSEE]


CELLS = st.one_of(
    st.sampled_from(["Ada", "ada@signers.example", "=1+1", "yes", "no", "SE", "20.04.2017", "", '"', "\n", "'", "@", "-Ada", "\ud800"]),
    st.text(max_size=12),
)


@given(st.lists(st.lists(CELLS, max_size=14), max_size=12), st.booleans())
def test_no_row_is_lost_and_none_breaks_the_reader(rows: list[list[str]], counts: bool) -> None:
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows(rows)
    data = (FULL + kept.getvalue()).encode("utf-8", "replace")
    meant = sum(1 for row in rows if any(cell.encode("utf-8", "replace").decode().replace("\x00", "").strip() for cell in row))

    total = Sum()
    try:
        for row in judged(data, Options(counts_without_address=counts)):
            total.add(row)
            check(row)
    except Unreadable as refused:
        assert refused.code in {"twice", "letters"}
        return

    assert total.rows == meant == sum(total.outcomes.values())
    assert set(total.outcomes) <= {TAKEN, *REFUSED}
    assert set(total.repairs) <= set(REPAIRED)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for begin in (b"", FULL.encode(), b"\xff\xfe"):
        try:
            for row in judged(begin + data):
                check(row)
        except Unreadable as refused:
            assert refused.code


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_of_the_united_kingdom(text: str) -> None:
    with pytest.raises(Unreadable):
        read_uk(text.encode("utf-8", "replace"))


def check(row: Judged) -> None:
    """Whoever is taken could have signed here, but for an address where only the count is kept."""
    assert (row.signer is None) == (row.outcome != TAKEN)
    if row.signer is None:
        return
    if not row.signer.mail or row.signer.visibility is Visibility.COUNTED:
        assert (row.signer.name, row.signer.postcode, row.signer.visibility) == ("", "", Visibility.COUNTED)
        return
    signer = row.signer
    entry = Entry(name=signer.name, mail=signer.mail, country=signer.country, postcode=signer.postcode, visibility=signer.visibility)
    assert not problems_of(entry, Nowhere())


def test_the_counts_of_the_united_kingdom() -> None:
    told = {
        "data": {
            "id": 700001,
            "attributes": {
                "action": "Give visas to those who flee",
                "signature_count": 1234,
                "signatures_by_country": [
                    {"name": "United Kingdom", "code": "GB", "signature_count": 1200},
                    {"name": "Nowhere", "code": "", "signature_count": 3},
                ],
            },
        }
    }

    found = read_uk(json.dumps(told).encode())

    assert (found.number, found.title, found.total) == ("700001", "Give visas to those who flee", 1234)
    assert found.by_country == {"GB": 1200, "": 3}


@pytest.mark.parametrize(
    "broken", [{}, [], {"data": None}, {"data": {"attributes": {"action": "a", "signature_count": -1}}}, {"data": {"attributes": []}}]
)
def test_other_json_is_refused(broken: object) -> None:
    with pytest.raises(Unreadable):
        read_uk(json.dumps(broken).encode())


def test_cells_one_by_one() -> None:
    assert country_in("Schweden") == country_in(" se ") == country_in("Sverige") == ("SE", True)
    assert country_in("England") == ("GB", True)
    assert country_in("") == ("", True)
    assert country_in("Atlantis") == ("", False)
    assert [yes_in(word) for word in ("Ja", "FALSE", "", "perhaps")] == [True, False, None, None]
    days = ("2017-04-20T10:00:00Z", "20.04.2017", "20/4/2017", "04/20/2017", "2017/04/20 9:00")
    assert {day_in(cell, month_first=False, latest=ON) for cell in days} == {date(2017, 4, 20)}
    assert {day_in(cell, month_first=False, latest=ON) for cell in ("", "soon", "2017-02-30", "2999-01-01", "1492-01-01")} == {None}
    assert mail_in("mailto:ada@signers.example") == ("ada@signers.example", "")
    assert name_in("  Zarema\u00a0 Á ")[0] == "Zarema Á"
    assert mark_of('"a;b",c,d') == ","
    assert decode("é".encode("cp1252")) == "é"
    assert len(FIELDS) == len(set(FIELDS))
