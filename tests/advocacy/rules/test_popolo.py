"""Reading files of posts: Popolo in its dialects, tables, and what is said of damaged ones."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.advocacy.rules.addressing import Channel, ContactType, Rank
from safeconduct.advocacy.rules.popolo import read_popolo, read_posts
from safeconduct.advocacy.rules.popolo_table import read_table
from safeconduct.advocacy.rules.register import BodyKind
from safeconduct.advocacy.rules.roster import Damaged, Problem, Spot, Trouble, gender_of, kind_of, rank_of
from safeconduct.advocacy.words import problem_in_words
from tests.factories.popolo import popolo, table_bytes

LINE = {"body": "Foreign Ministry", "post": "Foreign minister", "holder": "Anna Exempel", "since": "2016"}


def file_of(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def problem_of(data: bytes) -> Problem:
    with pytest.raises(Damaged) as damaged:
        read_posts(data)
    return damaged.value.problems[0]


def test_a_popolo_file_gives_bodies_posts_persons_and_terms() -> None:
    roster = read_popolo(file_of(popolo(2, bodies=1, changed=1)))

    body, post, person = roster.bodies[0], roster.posts[0], roster.persons[0]
    assert (body.key, body.names, body.kind, body.place) == ("org-0", (("en", "Invented Ministry 0"),), BodyKind.AUTHORITY, "LT")
    assert body.contacts[0].value == "0 Harbour Row\n10000 Northtown"
    assert (post.titles, post.contacts[0].type) == ((("en", "Minister for matter 0"),), ContactType.EMAIL)
    assert (person.family_name, person.gender) == ("Exempel 0", "female")
    assert [(term.since, term.until) for term in roster.terms] == [
        ("2016-12-13", "2018-03-01"),
        ("2018-03-02", ""),
        ("2016-12-13", ""),
    ]


EVERYPOLITICIAN = {
    "persons": [
        {"id": "p1", "name": "Anna Exempel", "gender": "female", "email": "anna@house.example", "birth_date": "1970-01-01"},
        {"id": "p2", "name": "Bo Prov", "gender": "other", "contact_details": [{"type": "cell", "value": "0700"}]},
    ],
    "organizations": [
        {"id": "house", "name": "House", "classification": "legislature"},
        {"id": "party/g", "name": "Garden Party", "classification": "party"},
    ],
    "areas": [{"id": "area/north", "name": "North"}, {"id": "ocd-division/country:lt", "name": "Lithuania"}],
    "events": [
        {"id": "term/1", "classification": "legislative period", "start_date": "2012-11-16", "end_date": "2016-11-14"},
        {"id": "term/2", "classification": "legislative period", "start_date": "2016-11-14"},
    ],
    "memberships": [
        {"person_id": person, "organization_id": "house", "legislative_period_id": f"term/{term}", "role": "member", **more}
        for person, term, more in (
            ("p1", 1, {"on_behalf_of_id": "party/g", "area_id": "area/north"}),
            ("p1", 2, {"on_behalf_of_id": "party/g", "area_id": "area/north"}),
            ("p2", 1, {}),
        )
    ],
}


def test_members_without_posts_hold_a_seat_each_and_terms_take_the_days_of_their_period() -> None:
    roster = read_popolo(file_of(EVERYPOLITICIAN), place="LT")

    assert [body.names[0][1] for body in roster.bodies] == ["House"]
    assert [post.titles for post in roster.posts] == [(("en", "Member for North"),), (("en", "Member"),)]
    assert [(term.since, term.until, term.on_behalf_of) for term in roster.terms] == [
        ("2012-11-16", "2016-11-14", "Garden Party"),
        ("2016-11-14", "", "Garden Party"),
        ("2012-11-16", "2016-11-14", ""),
    ]
    assert [contact.value for contact in roster.posts[0].contacts] == ["anna@house.example"]
    assert roster.persons[1].gender == ""


def test_what_is_private_is_not_taken() -> None:
    roster = read_popolo(file_of(EVERYPOLITICIAN))

    assert "1970" not in repr(roster)
    assert "0700" not in repr(roster)


def test_popit_nests_things_and_names_them_by_language() -> None:
    post = {"id": "po", "label": {"sv": "utrikesminister", "en": "Foreign minister"}, "language": "sv", "channel": "post"}
    organization = {
        "_id": "o",
        "name": {"en": "Northland", "sv": "Nordland"},
        "classification": "executive",
        "place": "NL",
        "posts": [post],
    }
    person = {"id": "pe", "name": "Anna Exempel", "memberships": [{"id": "m", "post_id": "po", "start_date": "2016"}]}

    roster = read_popolo(file_of({"result": {"organizations": [organization], "persons": [person]}}))

    assert roster.bodies[0].names == (("en", "Northland"), ("sv", "Nordland"))
    assert roster.posts[0].titles[1] == ("sv", "utrikesminister")
    assert (roster.posts[0].language, roster.posts[0].channel) == ("sv", Channel.POST)
    assert (roster.terms[0].person, roster.terms[0].since) == ("pe", "2016")


def test_a_membership_may_hold_what_it_refers_to() -> None:
    membership = {
        "person": {"id": "pe", "name": "Anna Exempel"},
        "organization": {"id": "o", "name": "Northland", "classification": "government"},
        "role": "Foreign minister",
    }

    roster = read_popolo(file_of({"memberships": [membership]}))

    assert (roster.posts[0].titles, roster.bodies[0].kind) == ((("en", "Foreign minister"),), BodyKind.GOVERNMENT)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_however_it_was_saved(separator: str, coding: str) -> None:
    line = {**LINE, "holder": "Анна Примерова", "address": "1 Harbour Row\n10000 Northtown", "gender": "F", "rank": "minister"}
    data = table_bytes([line], separator=separator).decode().encode(coding)

    roster = read_posts(data)

    assert (roster.persons[0].name, roster.persons[0].gender) == ("Анна Примерова", "female")
    assert (roster.posts[0].rank, roster.posts[0].contacts[0].value) == (Rank.MINISTER, "1 Harbour Row\n10000 Northtown")


def test_a_table_of_members_as_others_publish_it_is_read_too() -> None:
    head = b"id,name,email,group,area,chamber,start_date,end_date,gender,wikidata\n"
    data = head + b"p1,Anna Exempel,a@house.example,Greens,North,Riksdag,,,f,Q1\n"

    roster = read_table(data)

    assert (roster.bodies[0].names[0][1], roster.bodies[0].kind) == ("Riksdag", BodyKind.PARLIAMENT)
    assert (roster.persons[0].key, roster.terms[0].on_behalf_of) == ("p1", "Greens")
    assert roster.left_out == ("area", "wikidata")


def test_members_of_a_parliament_sit_on_seats_of_their_own_and_its_speaker_does_not() -> None:
    line = {"body": "Riksdag", "body_kind": "parliament", "post": "Member", "holder": "Anna Exempel"}
    lines = [
        line,
        {**line, "holder": "Bo Prov"},
        {**line, "post": "Speaker"},
        {**line, "post": "Speaker", "holder": "Bo Prov", "until": ""},
    ]

    roster = read_table(table_bytes(lines[:3]))

    assert len(roster.posts) == 3
    assert problem_of(table_bytes([*lines[:3], {**lines[2], "holder": "Clara"}])).trouble is Trouble.TWO_HOLDERS


PERSON = {"id": "pe", "name": "Anna Exempel"}
BODY = {"id": "o", "name": "Northland"}
POST = {"id": "po", "organization_id": "o", "label": "Foreign minister"}
TERM = {"person_id": "pe", "post_id": "po"}


def whole(**changed: Any) -> bytes:
    return file_of({"persons": [PERSON], "organizations": [BODY], "posts": [POST], "memberships": [TERM], **changed})


@pytest.mark.parametrize(
    ("data", "trouble", "spot", "field"),
    [
        (b"", Trouble.NO_HEADER, Spot("line", 1), "body"),
        (b"\xff\x00\xd8", Trouble.NOT_TEXT, Spot("line", 1), ""),
        (b"holder\nAnna\n", Trouble.NO_HEADER, Spot("line", 1), "body"),
        (b"body,post\n", Trouble.NOTHING, Spot(), ""),
        (b"body,post\nX,Y,Z\n", Trouble.WRONG_SHAPE, Spot("line", 2), ""),
        (b'body,post\nX,"Y\n', Trouble.WRONG_SHAPE, Spot("line", 2), ""),
        (b"body,post,post\nX,Y,Z\n", Trouble.TWICE, Spot("line", 1), "post"),
        (b"body,post,email\nX,Y,Z\n", Trouble.NO_EMAIL, Spot("line", 2), "email"),
        (b"body,post,rank\nX,Y,king\n", Trouble.UNKNOWN_CODE, Spot("line", 2), "rank"),
        (b"body,post,place\nX,Y,Lithuania\n", Trouble.UNKNOWN_CODE, Spot("line", 2), "place"),
        (b"body,post,holder,since,until\nX,Y,Z,2016,2015\n", Trouble.ENDS_BEFORE, Spot("line", 2), "until"),
        (b"{", Trouble.NOT_JSON, Spot("line", 1), ""),
        (b'{"persons": NaN}', Trouble.NOT_JSON, Spot(), ""),
        (b"[" * 100_000, Trouble.NOT_JSON, Spot(), ""),
        (b"{}", Trouble.NOT_POPOLO, Spot(), ""),
        (b'{"persons": 7}', Trouble.WRONG_SHAPE, Spot("persons"), "persons"),
        (b'{"persons": [7]}', Trouble.WRONG_SHAPE, Spot("persons", 1), ""),
        (whole(persons=[PERSON, PERSON]), Trouble.TWICE, Spot("persons", 2), "id"),
        (whole(persons=[{"id": "pe"}]), Trouble.MISSING, Spot("persons", 1), "name"),
        (whole(persons=[{**PERSON, "name": "a\x00b"}]), Trouble.BAD_CHARACTER, Spot("persons", 1), "name"),
        (whole(persons=[{**PERSON, "name": "x" * 201}]), Trouble.TOO_LONG, Spot("persons", 1), "name"),
        (whole(persons=[{**PERSON, "name": ["x"]}]), Trouble.WRONG_SHAPE, Spot("persons", 1), "name"),
        (whole(posts=[{**POST, "organization_id": "other"}]), Trouble.UNKNOWN_ENTRY, Spot("posts", 1), "organization_id"),
        (whole(posts=[{"id": "po", "label": "x"}]), Trouble.MISSING, Spot("posts", 1), "organization_id"),
        (whole(posts=[{**POST, "label": ""}]), Trouble.MISSING, Spot("posts", 1), "label"),
        (whole(memberships=[{**TERM, "person_id": "x"}]), Trouble.UNKNOWN_ENTRY, Spot("memberships", 1), "person_id"),
        (whole(memberships=[{**TERM, "start_date": "soon"}]), Trouble.DATE, Spot("memberships", 1), "start_date"),
        (whole(memberships=[{**TERM, "id": "m"}, {**TERM, "id": "m"}]), Trouble.TWICE, Spot("memberships", 2), "id"),
    ],
)
def test_a_damaged_file_is_refused_with_the_place_and_the_field(data: bytes, trouble: Trouble, spot: Spot, field: str) -> None:
    problem = problem_of(data)

    assert (problem.trouble, problem.spot, problem.field) == (trouble, spot, field)
    assert problem_in_words(problem).endswith(".")


def test_a_person_hears_of_many_problems_at_once_but_not_of_all() -> None:
    with pytest.raises(Damaged) as damaged:
        read_posts(table_bytes([{**LINE, "since": "soon"}] * 50))

    assert [problem.spot.number for problem in damaged.value.problems] == list(range(2, 22))


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_a_sentence(trouble: Trouble) -> None:
    assert "%(" not in problem_in_words(Problem(trouble, Spot("line", 3), "since", "soon"))


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Minister for Foreign Affairs", Rank.MINISTER),
        ("Utrikesminister", Rank.MINISTER),
        ("Bundesministerin des Auswärtigen", Rank.MINISTER),
        ("Prime Minister", Rank.HEAD_OF_GOVERNMENT),
        ("Deputy Minister", Rank.OFFICIAL),
        ("Adviser to the Minister", Rank.OFFICIAL),
        ("Head of the Ministry's registry", Rank.OFFICIAL),
        ("Ambassador", Rank.AMBASSADOR),
        ("Министр иностранных дел", Rank.MINISTER),
    ],
)
def test_a_title_gives_a_rank_and_a_deputy_never_a_ministers(title: str, rank: Rank) -> None:
    assert rank_of(title, BodyKind.GOVERNMENT) is rank


def test_a_gender_is_what_the_file_says_and_nothing_else() -> None:
    assert [gender_of(text) for text in ("female", "M", "other", "", "x")] == ["female", "male", "", "", ""]


def test_a_classification_goes_before_a_name() -> None:
    assert kind_of("party", "Parliament Party", "LT") is BodyKind.PARTY
    assert kind_of("", "Riksdag", "SE") is BodyKind.PARLIAMENT


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), min_size=1, max_size=30).filter(lambda text: text.strip())
KEYS = st.lists(st.text("abc123", min_size=1, max_size=6), min_size=1, max_size=5, unique=True)


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """Make a whole Popolo file of anything."""
    bodies, posts, persons = draw(KEYS), draw(KEYS), draw(KEYS)
    return {
        "organizations": [{"id": key, "name": draw(WORDS)} for key in bodies],
        "posts": [{"id": key, "label": draw(WORDS), "organization_id": draw(st.sampled_from(bodies))} for key in posts],
        "persons": [{"id": key, "name": draw(WORDS), "gender": draw(st.sampled_from(["male", "female", "", None]))} for key in persons],
        "memberships": [
            {"person_id": draw(st.sampled_from(persons)), "post_id": draw(st.sampled_from(posts)), "start_date": f"20{number + 10}"}
            for number in range(draw(st.integers(0, 6)))
        ],
    }


@settings(deadline=None)
@given(files())
def test_what_a_file_says_is_what_is_read(content: dict[str, Any]) -> None:
    roster = read_popolo(file_of(content))

    assert [(post.key, post.titles[0][1]) for post in roster.posts] == [
        (post["id"], " ".join(post["label"].split())) for post in content["posts"]
    ]
    assert {(term.person, term.post, term.since) for term in roster.terms} == {
        (one["person_id"], one["post_id"], one["start_date"]) for one in content["memberships"]
    }
    assert {body.key for body in roster.bodies} == {post["organization_id"] for post in content["posts"]}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["po", "pe", "o", "2016"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "label", "memberships", "type"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    name=st.sampled_from(["persons", "organizations", "posts", "memberships", "events", "areas"]), value=JSON | st.lists(JSON, max_size=3)
)
def test_whatever_stands_in_a_list_is_read_or_refused(name: str, value: Any) -> None:
    try:
        read_posts(whole(**{name: value}))
    except Damaged as damaged:
        assert damaged.problems


FIELDS = [
    "id",
    "name",
    "organization_id",
    "post_id",
    "person_id",
    "label",
    "role",
    "area",
    "contact_details",
    "sources",
    "start_date",
    "posts",
]


@settings(deadline=None)
@given(which=st.sampled_from(["person", "body", "post", "term"]), changes=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3))
def test_whatever_stands_in_a_field_is_read_or_refused(which: str, changes: dict[str, Any]) -> None:
    lists = {"person": ("persons", PERSON), "body": ("organizations", BODY), "post": ("posts", POST), "term": ("memberships", TERM)}
    name, entry = lists[which]
    try:
        read_posts(whole(**{name: [{**entry, **changes}]}))
    except Damaged as damaged:
        assert damaged.problems


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.text(max_size=80).map(lambda text: f"body,post,holder\n{text}".encode())
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_posts(data)
    except Damaged as damaged:
        assert damaged.problems
