"""When a document was published, how that is known, and what speaks against it."""

from safeconduct.evidence.reading.arrange import arrange
from safeconduct.evidence.reading.extract.text import blocks_of
from safeconduct.evidence.reading.shapes import DateBasis, Extraction, PublicationDate

BODY = (
    "The ministry of Northland has issued visas to two men who fled from Eastland, it said on Monday.\n\n"
    "The first of them arrived in the harbour town at night, and his family is still waiting.\n\n"
)
FURNITURE = (
    "Subscribe now for a free trial.\n\nLatest news\n\n1. Harbour fair begins late\n2. Court drops a test\n3. Police look for witnesses\n"
)


def _published(text: str, declared: tuple[tuple[str, str], ...] = ()) -> PublicationDate:
    return arrange(Extraction(blocks_of(text), "text/plain", "test", declared_dates=declared)).published


def test_a_line_of_place_and_date_is_stated() -> None:
    published = _published(f"Open Door asks for visas\n\nPort Amber, 4 March 2019\n\n{BODY}")

    assert (published.edtf, published.basis, published.may_anchor) == ("2019-03-04", DateBasis.STATED, True)


def test_a_lone_date_at_the_top_of_a_page_is_only_a_page_date() -> None:
    published = _published(f"4th Mar 2019\n\nTwo men reach Northland\n\n{BODY}{FURNITURE}")

    assert (published.edtf, published.basis, published.may_anchor) == ("2019-03-04", DateBasis.PAGE_HEADER, False)


def test_a_date_under_the_title_is_stated() -> None:
    published = _published(f"Two men reach Northland\n\n4 March 2019\n\n{BODY}{FURNITURE}")

    assert published.basis is DateBasis.STATED


def test_a_label_of_publication_is_stated_and_a_label_of_change_is_not() -> None:
    published = _published(f"Two men reach Northland\n\nPublished: 4 March 2019\n\nUpdated: 6 March 2019\n\n{BODY}{FURNITURE}")

    assert published.edtf == "2019-03-04"


def test_only_a_later_change_leaves_the_date_unknown() -> None:
    assert _published(f"Two men reach Northland\n\nUpdated: 6 March 2019\n\n{BODY}{FURNITURE}").basis is DateBasis.UNKNOWN


def test_the_pages_own_data_is_metadata() -> None:
    published = _published(f"Two men reach Northland\n\n{BODY}", (("2019-03-04", "published: datePublished in the page's JSON-LD"),))

    assert (published.edtf, published.basis) == ("2019-03-04", DateBasis.METADATA)


def test_the_day_a_file_was_made_is_only_a_candidate() -> None:
    published = _published(f"Two men reach Northland\n\n{BODY}", (("2019-03-04", "created: the PDF's own data"),))

    assert published.edtf == ""
    assert [edtf for edtf, _ in published.candidates] == ["2019-03-04"]


def test_a_weekday_in_the_text_contradicts_the_date_of_the_page() -> None:
    text = (
        f"18th Mar 2018\n\nTwo men reach Northland\n\nThe minister first spoke of it on Wednesday (17 May), he said.\n\n{BODY}{FURNITURE}"
    )

    published = _published(text)

    assert "17 May 2018 is a Thursday, not a Wednesday" in published.doubts[0]
    assert "2017" in published.doubts[0]
    assert published.candidates[0][0] == "2017-05-17/2017-05-24"
    assert not published.may_anchor


def test_a_weekday_that_fits_raises_no_doubt() -> None:
    text = f"Two men reach Northland\n\nPort Amber, 19 May 2017\n\nThe minister spoke of it on Wednesday (17 May), he said.\n\n{BODY}"

    assert _published(text).doubts == ()


def test_a_weekday_around_the_new_year_is_measured_against_the_nearest_one() -> None:
    text = f"Two men reach Northland\n\nPort Amber, 2 January 2018\n\nThe minister spoke of it on Friday (29 December), he said.\n\n{BODY}"

    assert _published(text).doubts == ()


def test_weekdays_in_the_furniture_are_not_asked() -> None:
    text = f"Two men reach Northland\n\nPort Amber, 18 March 2018\n\n{BODY}{FURNITURE}4. Fair on Wednesday (17 May)\n"

    assert _published(text).doubts == ()


def test_two_dates_of_publication_that_disagree_are_doubted() -> None:
    published = _published(
        f"Two men reach Northland\n\nPort Amber, 4 March 2019\n\n{BODY}", (("2021-01-01", "published: date in the page's head"),)
    )

    assert published.edtf == "2019-03-04"
    assert "2021-01-01" in published.doubts[0]


def test_an_undated_text_is_bounded_by_what_it_mentions() -> None:
    published = _published(f"Dear Minister\n\nOn 6 September 2022 the law was changed, and in 2013 it was made.\n\n{BODY}")

    assert (published.edtf, published.basis) == ("", DateBasis.UNKNOWN)
    assert published.candidates == (("2022-09-06/..", "It mentions 2022-09-06, so it is probably not older."),)


def test_a_date_below_the_signature_of_a_letter_counts() -> None:
    text = f"Dear Minister,\n\n{BODY}Yours sincerely,\n\nVera Lund\n\nPort Amber, 4 March 2019\n"

    assert _published(text).edtf == "2019-03-04"


def test_the_head_of_an_agency_report_counts() -> None:
    text = f"Two men reach Northland\n\nPORT AMBER, 4 March 2019 – The ministry of Northland has issued visas to two men.\n\n{BODY}"

    assert (_published(text).edtf, _published(text).basis) == ("2019-03-04", DateBasis.STATED)
