"""Urgent actions on the public pages: what is asked, until when, how it stops, and letters counted without a trace."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.people.models import Member
from safeconduct.public.throttle import TURNS
from safeconduct.publications.actions.recall_publication import recall_publication
from safeconduct.publications.actions.record_outcome import record_outcome
from safeconduct.publications.actions.set_deadline import set_deadline
from safeconduct.publications.actions.withdraw_consent import withdraw_consent
from safeconduct.publications.models import Publication, SpentTicket, Tally
from safeconduct.publications.rules.agreeing import RecipientRole
from safeconduct.publications.rules.urgent import OutcomeKind
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_tomas
from tests.factories.publications import make_recipient
from tests.factories.urgent import LAST_DAY, let_out, make_address, make_addressee, make_embargoed, make_update, make_urgent_action
from tests.public.clocks import Clock, set_clock

pytestmark = pytest.mark.django_db

TITLE = "A man taken from his home"


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return set_clock(monkeypatch, THEN)


@pytest.fixture
def action(crisis: Crisis, tomas: Member, clock: Clock) -> Publication:
    return let_out(make_urgent_action(crisis, tomas), tomas, crisis.opened_by)


def address(action: Publication, more: str = "", *, language: str = "en") -> str:
    return f"/{language}/north/actions/{action.reference}/{more}"


def page(client: Client, action: Publication, more: str = "", *, language: str = "en") -> str:
    return client.get(address(action, more, language=language)).content.decode()


def report(client: Client, action: Publication, *, country: str = "SE", way: str = "mail", **more: str) -> Any:
    """Fetch the form and send it, as somebody without scripts does."""
    ticket = re.search(r'name="ticket" value="([^"]+)"', page(client, action, "wrote/"))
    return client.post(address(action, "wrote/"), {"ticket": ticket[1] if ticket else "", "country": country, "way": way, **more})


def counts() -> Sequence[tuple[str, str, int]]:
    return sorted(Tally.objects.values_list("country", "channel", "count"))


def test_the_page_has_what_the_field_expects(client: Client, action: Publication):
    shown = page(client, action)

    for words in (
        "UA 1/17",
        "EUR 46/0012/2017",
        "31 May 2017",
        TITLE,
        "Ada Example",
        "1 Square Street",
        "Say where he is",
        "Others were taken",
    ):
        assert words in shown, words
    assert "mailto:prosecutor@northland.example?subject=A%20man%20taken%20from%20his%20home" in shown
    assert "body=" not in shown


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
def test_each_page_stands_in_every_language(client: Client, action: Publication, language: str):
    for more in ("", "print/", "wrote/", "counted/", "letters/"):
        answer = client.get(address(action, more, language=language))

        assert answer.status_code == 200, more
        assert answer["Content-Language"] == language
    assert TITLE in client.get(f"/{language}/north/actions/").content.decode()


def test_the_sheet_for_paper_leaves_the_words_to_the_writer(client: Client, action: Publication):
    shown = page(client, action, "print/")

    assert "Northtown" in shown
    assert "Dear" in shown
    assert "I ask you to say where he is" not in shown


def test_the_holder_of_today_is_greeted(client: Client, action: Publication, clock: Clock):
    post = action.recipients.get().post
    post.holdings.update(until="2017-05-01")
    post.holdings.create(
        holder="Ben Newcomer", since="2017-05-02", source_note="Invented.", recorded_at=THEN, recorded_by=action.created_by
    )
    clock.put_forward(days=15)

    shown = page(client, action)

    assert "Ben Newcomer" in shown
    assert "Ada Example" not in shown


def test_copies_travel_with_the_mail(client: Client, crisis: Crisis, tomas: Member, clock: Clock):
    action = make_urgent_action(crisis, tomas)
    embassy = make_addressee(crisis, "Embassy of Northland in Sweden", "Ambassador", holder="Cleo Envoy")
    type(embassy).objects.filter(pk=embassy.pk).update(rank="ambassador")
    ministry = make_addressee(crisis, "Ministry", "Minister")
    ministry.contact_details.update(value="minister@northland.example")
    make_address(ministry, "minister@northland.example")
    for post in (embassy, ministry):
        make_recipient(action, post, role=RecipientRole.COPY)
    let_out(action, tomas, crisis.opened_by)

    shown = page(client, action)

    assert "cc=minister@northland.example&amp;subject=" in shown
    assert "Embassy of Northland in Sweden" in shown


def test_on_its_last_day_it_asks_and_on_the_next_it_does_not(client: Client, action: Publication, clock: Clock):
    clock.moment = THEN.replace(month=5, day=31, hour=23, minute=59)
    before = page(client, action)
    clock.put_forward(minutes=2)
    after = page(client, action)

    assert "Last days" in before
    assert "mailto:" in before
    assert "mailto:" not in after
    assert "prosecutor@northland.example" not in after
    assert "I ask you to say where he is" not in after
    assert "This action ended on 31 May 2017. Please do not write any more." in after
    assert client.get(address(action, "print/")).status_code == 404


def test_after_its_last_day_nothing_is_counted(client: Client, action: Publication, clock: Clock):
    form = page(client, action, "wrote/")
    ticket = re.search(r'name="ticket" value="([^"]+)"', form)
    assert ticket
    clock.moment = THEN.replace(month=6, day=1)
    fresh = report(client, action)
    late = client.post(address(action, "wrote/"), {"ticket": ticket[1], "country": "SE", "way": "mail"})

    assert late.status_code == 403  # the page was open for six weeks
    assert fresh.status_code == 403  # the page of an action that is over has no ticket
    assert counts() == []


def test_a_ticket_fetched_just_before_the_end_is_refused_with_words(client: Client, action: Publication, clock: Clock):
    clock.moment = THEN.replace(month=5, day=31, hour=23, minute=59)
    ticket = re.search(r'name="ticket" value="([^"]+)"', page(client, action, "wrote/"))
    clock.put_forward(minutes=2)

    answer = client.post(address(action, "wrote/"), {"ticket": ticket[1] if ticket else "", "country": "SE", "way": "mail"})

    assert answer.status_code == 422
    assert "This action is over" in answer.content.decode()
    assert counts() == []


def test_a_last_day_moved_on_holds_at_once(client: Client, action: Publication, tomas: Member, clock: Clock):
    clock.moment = THEN.replace(month=6, day=1)
    assert "mailto:" not in page(client, action)

    set_deadline(publication=action, on=LAST_DAY + timedelta(days=30), by=tomas, at=clock.moment)

    assert "mailto:" in page(client, action)


def test_consent_withdrawn_stops_everything_at_once(client: Client, action: Publication, tomas: Member, clock: Clock):
    assert "mailto:" in page(client, action)
    ticket = re.search(r'name="ticket" value="([^"]+)"', page(client, action, "wrote/"))

    withdraw_consent(publication=action, on=THEN.date(), by=tomas, at=THEN)

    shown = page(client, action)
    assert "This action was stopped. Please do not write any more." in shown
    assert TITLE not in shown
    assert "mailto:" not in shown
    assert TITLE not in client.get("/en/north/actions/").content.decode()
    answer = client.post(address(action, "wrote/"), {"ticket": ticket[1] if ticket else "", "country": "SE", "way": "mail"})
    assert answer.status_code == 422
    assert counts() == []
    assert client.get(address(action, "print/")).status_code == 404


def test_consent_withdrawn_takes_the_text_from_every_other_page_too(client: Client, action: Publication, tomas: Member):
    pages = ("", f"{action.reference}/", f"{action.reference}.txt", "feed.atom")
    before = [client.get(f"/en/north/publications/{one}").content.decode() for one in pages]

    withdraw_consent(publication=action, on=THEN.date(), by=tomas, at=THEN)

    after = [client.get(f"/en/north/publications/{one}").content.decode() for one in pages]
    after.append(client.get(f"/en/north/embed/{action.reference}/").content.decode())
    assert all(TITLE in shown for shown in before)
    assert not any(TITLE in shown or "Nobody says where he is" in shown for shown in after)


def test_nothing_on_the_sheet_for_paper_tells_where_it_came_from(client: Client, action: Publication):
    shown = page(client, action, "print/")

    assert 'class="on-paper"' in shown
    assert "UA 1/17" not in shown.split('<article class="letter-paper"')[1].split("</article>")[0]


def test_recalled_it_says_so_with_what_changed(client: Client, action: Publication, tomas: Member):
    told = {"kind": OutcomeKind.POSITIVE, "language": "en", "on": THEN.date(), "source_note": "The family."}
    record_outcome(publication=action, text="He is at home.", **told, by=tomas, at=THEN)  # type: ignore[arg-type]
    recall_publication(
        publication=action, texts={"en": "He is at home. Thank you.", "ru": "Он дома."}, because="He is at home.", by=tomas, at=THEN
    )

    shown = page(client, action)
    listed = client.get("/en/north/actions/").content.decode()

    assert "He is at home. Thank you." in shown
    assert "Он дома." in page(client, action, language="ru")
    assert "Better for the person" in shown
    assert TITLE not in shown + listed
    assert "UA 1/17" in listed


def test_further_information_stands_on_the_page_of_its_action(client: Client, action: Publication, crisis: Crisis, tomas: Member):
    make_update(action, tomas, crisis.opened_by)
    make_update(action, tomas, crisis.opened_by, "He was moved.")

    shown = page(client, action)

    assert "FU 1 on UA 1/17" in shown
    assert "FU 2 on UA 1/17" in shown
    assert "He was moved." in shown


def test_the_address_of_further_information_leads_to_its_place(client: Client, action: Publication, crisis: Crisis, tomas: Member):
    update = make_update(action, tomas, crisis.opened_by)

    assert client.get(address(update))["Location"] == f"{address(action)}#{update.reference}"
    assert client.get(address(update, "print/")).status_code == 404


def test_a_letter_is_counted_by_country_and_way_alone(client: Client, action: Publication):
    answer = report(client, action)
    report(client, action, way="post")
    report(client, action, country="")

    assert answer.status_code == 302
    assert "Thank you" in page(client, action, "counted/")
    assert counts() == [("", "mail", 1), ("SE", "mail", 1), ("SE", "post", 1)]


def test_a_form_sent_twice_counts_once(client: Client, action: Publication):
    ticket = re.search(r'name="ticket" value="([^"]+)"', page(client, action, "wrote/"))
    given = {"ticket": ticket[1] if ticket else "", "country": "SE", "way": "mail"}

    answers = [client.post(address(action, "wrote/"), given).status_code for _time in range(5)]

    assert answers == [302] * 5
    assert counts() == [("SE", "mail", 1)]


def test_a_ticket_is_good_for_its_own_action_only(client: Client, action: Publication, crisis: Crisis, tomas: Member):
    other = let_out(make_urgent_action(crisis, tomas, post=action.recipients.get().post), tomas, crisis.opened_by)
    ticket = re.search(r'name="ticket" value="([^"]+)"', page(client, other, "wrote/"))

    answer = client.post(address(action, "wrote/"), {"ticket": ticket[1] if ticket else "", "country": "SE", "way": "mail"})

    assert answer.status_code == 403
    assert 'value="SE" selected' in answer.content.decode()  # what was chosen is still there
    assert counts() == []


@pytest.mark.parametrize("given", [{"country": "XX"}, {"country": "Sweden"}, {"way": "pigeon"}, {"way": ""}])
def test_what_is_no_country_or_way_is_not_counted(client: Client, action: Publication, given: dict[str, str]):
    answer = report(client, action, **given)

    assert answer.status_code == 422
    assert counts() == []


def test_a_programme_that_fills_in_everything_is_thanked_and_not_counted(client: Client, action: Publication):
    answer = report(client, action, website="https://spam.example/")

    assert answer.status_code == 302
    assert counts() == []
    assert not SpentTicket.objects.exists()


def test_a_flood_runs_dry_and_time_fills_again(client: Client, action: Publication, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.public.throttle.TURNS", 3.0)
    assert TURNS > 3

    answers = [report(client, action).status_code for _time in range(5)]
    clock.put_forward(seconds=1)
    later = report(client, action).status_code

    assert answers == [302, 302, 302, 429, 429]
    assert later == 302
    assert counts() == [("SE", "mail", 4)]


def test_nothing_of_who_reports_is_kept(client: Client, action: Publication):
    answer = report(client, action)

    assert not answer.cookies
    assert not client.cookies
    assert [field.name for field in Tally._meta.concrete_fields] == ["id", "publication", "country", "channel", "count"]


def test_reading_counts_nothing(client: Client, action: Publication):
    for more in ("", "wrote/", "counted/", "letters/", "print/"):
        page(client, action, more + "?country=SE&way=mail")

    assert counts() == []


def test_few_letters_name_no_country(client: Client, action: Publication):
    for _letter in range(5):
        report(client, action)
    report(client, action, country="RU")

    shown = page(client, action, "letters/")

    assert "6 letters were reported" in shown
    assert "Sweden" in shown
    assert "Russia" not in shown
    assert "Other countries, or not said" in shown


def test_a_draft_is_nowhere(client: Client, crisis: Crisis, tomas: Member, clock: Clock):
    action = make_urgent_action(crisis, tomas)

    assert {client.get(address(action, more)).status_code for more in ("", "wrote/", "letters/", "print/", "counted/")} == {404}
    assert client.post(address(action, "wrote/"), {"way": "mail"}).status_code == 403
    assert TITLE not in client.get("/en/north/actions/").content.decode()


def test_another_kind_is_no_urgent_action(client: Client, crisis: Crisis, tomas: Member, clock: Clock):
    release = make_embargoed(crisis, tomas, crisis.opened_by, until=THEN)

    assert client.get(address(release)).status_code == 404
