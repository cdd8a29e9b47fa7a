"""What holds for every page: it changes nothing when it is read, and it trusts nobody else's server."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.advocacy.models import Addressee, Deed, Response, Verdict
from safeconduct.crises.models import Participation
from safeconduct.demo.actions.load_demonstration import load_demonstration
from safeconduct.fund.actions.open_book import open_book
from safeconduct.fund.actions.open_fund import Promise, open_fund
from safeconduct.fund.models import Appeal, Count
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.references import ReferenceField
from safeconduct.outbox.receiving import take_in
from safeconduct.people.models import Member, PublicBundle, RootKey
from safeconduct.people.permissions import Role
from safeconduct.petitions.models import Campaign, Handover, ImportRun, Invalidation, Partner
from safeconduct.publications.models import Dispatch, FiledAnswer, Publication
from tests.architecture.house import Route, routes
from tests.factories.giving import make_appeal, make_bank_account, make_bank_file, make_channel
from tests.factories.outbox import make_message, reply_address
from tests.factories.people import make_member
from tests.factories.vault import make_keyed_member

CHANGES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|ALTER|DROP|CREATE)\b", re.IGNORECASE)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # after everything that the demonstration tells
ENOUGH = 4  # of each kind of thing
PAGES_OF_A_KIND = 2
HIDDEN = 404
# They open with what stands in an address that one person was told, and of which only a hash is kept:
# see tests/publications/test_annexes.py, tests/petitions/test_handover.py, tests/public/test_press.py and tests/public/test_signature.py.
ASKED_BY_QUERY = {"public:oembed"}  # see tests/public/test_widget.py
TOLD_TO_ONE = {"public:annex", "public:handover", "public:press-access", "public:signature", "public:signature-reason"}


@pytest.fixture
def _demonstration(db: None) -> None:
    load_demonstration(at=LATER)


@pytest.fixture
def everywhere(_demonstration: None, client: Client, settings: Settings) -> Client:
    """Give the browser of somebody who holds every role in an organisation that answers the demonstration's crisis, and keys that the
    root stands behind."""
    settings.WEB_PUSH_KEY = "invented"  # else duty telephones have no page
    letter = Publication.objects.select_related("organisation").earliest("pk")
    organisation = letter.organisation
    client.raise_request_exception = False  # so that every broken page is told, not only the first
    everybody = make_keyed_member("everybody", roles=list(Role), organisation=organisation)
    PublicBundle.objects.filter(member=everybody.member).update(voucher=RootKey.objects.get().member)
    client.force_login(everybody.member)
    _what_nothing_was_sent_for(letter, everybody.member)
    _what_nobody_gave_to(letter, everybody.member)
    return client


def _what_nothing_was_sent_for(letter: Publication, member: Member) -> None:
    """Add what the demonstration has none of: mail that went out and came back, a paper answer, a verdict, a partner of the petition."""
    Partner.objects.create(campaign=Campaign.objects.get(), name="A partner", added_by=member)
    message = make_message(member, about=letter.reference)
    dispatch = Dispatch.objects.filter(version__publication=letter).earliest("pk")
    Dispatch.objects.filter(pk=dispatch.pk).update(message=message, scan=b"%PDF-1.7", scan_type="application/pdf")
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = message.to_address, reply_address(message), "Re: your letter"
    answer.set_content("We have read your letter.")
    answer.add_attachment("One line.", filename="note.txt")
    take_in(bytes(answer), at=LATER, recipients=[reply_address(message)])
    FiledAnswer.objects.create(
        dispatch=dispatch,
        scan=b"%PDF-1.7",
        scan_type="application/pdf",
        on=LATER.date(),
        outcome="acknowledged",
        filed_at=LATER,
        filed_by=member,
    )
    campaign = Campaign.objects.filter(addressees__isnull=False).earliest("pk")
    Handover.objects.create(
        campaign=campaign, post=campaign.addressees.earliest("pk").post, language="en", prepared_on=LATER.date(), prepared_by=member
    )
    begun = {"campaign": campaign, "begun_on": LATER.date(), "begun_by": member}
    Invalidation.objects.create(filters={"countries": ["SE"]}, **begun)
    ImportRun.objects.create(kind="csv", digest="0" * 64, state="finished", **begun)
    addressee = letter.crisis.demands.earliest("pk").addressees.earliest("pk")
    Verdict.objects.create(
        demand=addressee.demand,
        body=addressee.body,
        stated="nothing",
        shown="none-found",
        timing="no-date",
        as_of=LATER.date(),
        language="en",
        reasons="Nothing.",
        rubric="1",
        proposed_at=LATER,
        proposed_by=member,
    )


def _what_nobody_gave_to(letter: Publication, member: Member) -> None:
    """Add an appeal for money, and a count of gifts that waits for a second person."""
    book = open_book(currency="SEK", by=member, at=LATER)
    open_fund(book=book, promise=Promise("appeal", "Safe today"), by=member, at=LATER)
    appeal = make_appeal(book, by=member, crisis=letter.crisis, opened_at=LATER, closes_at=LATER)
    Count.objects.create(appeal=appeal, until=LATER, gifts=1, minor=1, largest_minor=1, said_by=member, said_at=LATER)
    make_bank_file(book, by=member)
    make_channel(make_bank_account(book), by=member, number="55555551")


@dataclass(frozen=True)
class Things:
    """What may stand for the parts of an address on the demonstration."""

    plain: dict[str, list[str]]
    references: list[str]
    pairs: list[tuple[str, str]]  # a thing, and a thing that belongs to it


def _things() -> Things:
    plain = {
        "slug": list(Participation.objects.values_list("crisis__slug", flat=True).distinct()),
        "index": ["0"],
        "language": [code for code, _ in PUBLIC_LANGUAGES][:2],
        "code": ["LT", "DK"],
        "number": ["1"],
        "name": ["da.txt"],
        "page": ["1"],
        "day": ["2017-05-20"],
        "form": ["txt"],
        "kind": ["start", "collection"],
        "petition": list(Campaign.objects.values_list("slug", flat=True)),
        "rest": ["nothing-of-this-name"],
        "appeal": list(Appeal.objects.values_list("slug", flat=True)),
        "about": list(Publication.objects.values_list("reference", flat=True)),
    }
    names = {model: field.name for model in apps.get_models() for field in model._meta.get_fields() if isinstance(field, ReferenceField)}
    references = [
        value for model, name in names.items() for value in model._default_manager.order_by("pk").values_list(name, flat=True)[:ENOUGH]
    ]
    pairs = [
        pair
        for model, name in names.items()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in names
        for pair in model._default_manager.exclude(**{field.name: None}).values_list(f"{field.name}__{names[field.related_model]}", name)[
            :ENOUGH
        ]
    ]
    for path in ("recipients__post__reference", "versions__dispatches__reference"):  # these hang on a letter by rows without a reference
        pairs += Publication.objects.exclude(**{path: None}).values_list("reference", path)[:ENOUGH]
    references += Member.objects.filter(organisation=Publication.objects.earliest("pk").organisation).values_list("reference", flat=True)
    for answers in (Deed, Response):  # pages of answers stand below the bodies that this looks at
        references += (
            answers._default_manager.filter(actor__code__in=plain["code"]).order_by("pk").values_list("reference", flat=True)[:ENOUGH]
        )
    pairs += Addressee.objects.values_list("demand__reference", "body__reference")[:ENOUGH]
    return Things(plain, references, pairs)


def _addresses(route: Route, things: Things) -> Iterator[str]:
    plain = sorted(route.arguments & set(things.plain))
    others = sorted(route.arguments - set(things.plain), key=lambda name: name != "reference")
    if len(others) > 1:
        chosen_others: list[tuple[str, ...]] = list(things.pairs)
    else:
        chosen_others = [(reference,) for reference in things.references] if others else [()]
    for chosen, others_chosen in product(product(*(things.plain[name] for name in plain)), chosen_others):
        address = route.address
        for name, value in zip([*plain, *others], [*chosen, *others_chosen], strict=True):
            address = re.sub(rf"<(?:\w+:)?{name}>", value, address)
        yield f"/{address}"


def _visit(somebody: Client, route: Route, things: Things) -> set[int]:
    """Open a route until it has shown two pages, hold each to changing nothing, and give how it answered."""
    codes: list[int] = []
    for address in _addresses(route, things):
        changes: list[str] = []
        with connection.execute_wrapper(_noting(changes)):
            codes.append(somebody.get(address).status_code)
        assert not changes, address
        if sum(code != HIDDEN for code in codes) == PAGES_OF_A_KIND:
            break
    return set(codes)


def _noting(changes: list[str]) -> Callable[..., Any]:
    """Give a wrapper that keeps every statement which changes something."""

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if CHANGES.match(sql):
            changes.append(sql)
        return execute(sql, params, many, context)

    return run


@pytest.mark.slow
@pytest.mark.django_db(databases=["default", "intake", "signing"])
def test_reading_any_page_changes_nothing_and_every_page_opens(everywhere: Client):
    things = _things()

    answers = {route.name: _visit(everywhere, route, things) for route in routes()}

    # What scripts ask for by an id is asked in tests/security/test_a1_sealed.py, where there is something sealed.
    pages = {route.name for route in routes() if not getattr(route.view, "talks", False)}
    assert {
        name: codes for name, codes in answers.items() if name in pages - TOLD_TO_ONE - ASKED_BY_QUERY and not codes & {200, 301, 302, 405}
    } == {}
    talking = {
        name: codes - {422} if name not in pages else codes for name, codes in answers.items()
    }  # a script says by query from where on
    assert {name: codes for name, codes in talking.items() if codes - {200, 301, 302, 404, 405}} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/desk/sign-in/", "/en/", "/sv/", "/ar/", "/nothing-here/"])
def test_every_page_trusts_only_this_server(client: Client, address: str):
    policy = client.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "")  # what the sealing needs where WebAssembly is there
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_no_other_server_learns_where_a_reader_came_from(client: Client):
    answer = client.get("/desk/sign-in/")

    assert answer["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_no_cache_between_us_and_a_member_keeps_a_page_of_the_desk(client: Client):
    client.force_login(make_member("ines"))

    assert client.get("/desk/")["Cache-Control"] == "private, no-cache"
