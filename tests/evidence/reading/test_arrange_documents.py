"""Whole documents of the shapes that come in, invented: every role, kind, title and publisher."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.evidence.reading.arrange import arrange
from safeconduct.evidence.reading.extract.text import blocks_of
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import Extraction, RawBlock, Reading, Role

LETTER = """ Kære Ola Rand

Vi skriver til dig om de ti mænd, der siden januar har siddet fængslet i
Østland. Vi har talt med elleve af dem, som nåede at flygte, og deres familier
beder om hjælp.

Vi beder dig om:

- at udstede visum til de mænd, der er i fare, uden at de først skal

rejse ud af landet.

- at tage sagen op med din kollega i Østland.



Side 2

Et brev om samme emne er sendt til integrationsministeren.

Med venlig hilsen


Vera Lund
Generalsekretær
"""

PAGE = """4th Mar 2019


Northland flies two men out of Eastland

  • (Photo: J. Lens)

Northland has flown two men out of Eastland, and said it was looking for ways to protect others in danger.

“We could not wait any longer,” the minister, Ola Rand, told the Gazette.

Thank you for reading the Harbour Gazette!

Subscribe now for a 14 day free trial.

  1. €50 per year
  2. or €5 per month
  3. Cancel anytime

The Gazette is an independent, not-for-profit news organisation that publishes daily news from the coast.

If you already have an account click here to login.

At least 30 men have been detained since January, according to the rights group Open Door.

Denials

The interior ministry of Eastland denied the reports and called them an invention of foreign newspapers.

It is not known if the two men will stay in Northland or go on to another country later in the year.


The coast one year on

A year after the storm nobody has rebuilt the harbour wall. More than 200 boats were lost, and some are still in the field.

Court drops a test for fishermen

Authorities on the coast can no longer ask a fisherman to prove that he can swim, the court in Port Amber has said.

Supported by

News in Brief

  1. Harbour fair begins late
  2. Police look for witnesses
  3. Bank pays back 200 million
"""

RELEASE = """Press release: Open Door calls on Eastland to release ten men

Port Amber, 4 March 2019

Ten men have been held in Eastland since January, which the parliament of Northland has condemned.[1]

One of them was arrested at the airport.[2] Groups have told us that the charge is false.

Vera Lund, director of Open Door, comments:

The arrest of these men is not new – it has been the policy of the province for years. We ask for their release.

Jonas Holm MP, member of the committee, concludes:

We must use every channel that we have. Nobody should be in danger for whom he loves.

[1] Parliament of Northland, resolution of 12 February 2019, accessible at

[2] The Harbour Gazette (16 February 2019), “A man is held at the airport”, accessible at

Press contacts:

Office of Vera Lund – Amina Berg (
"""

PETITION = """Let the ten men of Eastland go to safety!

Petitionen är riktad till
Parliament of Northland
3% nått 10 000 för insamlingsmål
  1. Startad september 2018
  2. Insamling fortfarande > 5 månader
  3. Inlämning

On September 6, 2018, the province passed a law that makes it harder for them to leave the country.

For many of them leaving is the only way to save their lives, their health and the dignity of their families.

We ask for an easier way to a visa, so that these people can go.

Save them!!!

Tack för ditt stöd, Tomas Ek Från Östhamn
Fråga till initiativtagaren

Inga PRO-argument ännu.

Varför människor skriver under

den 25.1.2019

They are people as well, they have their own dignity.

den 13.10.2018

I am afraid for my friend who lives there and cannot leave

den 8.9.2018

No more waiting, please.

Verktyg för att sprida petitionen.

Signera widget för din egen webbplats

Antal signaturer på folkPetition och externa sidor.

Donera nu
"""

APPEAL = """Under kvällen kom uppgifter om att minst trettio män gripits i Östland. Myndigheterna förnekar det.
– Vi arbetar nu med att hitta skydd för dem som flyr, säger Vera Lund.

Hamnfonden startar idag en akut insamling till mat och tak över huvudet.

Swisha ditt stöd till 123 000 00 00 och ange ”Hamn” i meddelandet.

Bankgiro: 000-0000
"""


def _read(text: str) -> Reading:
    return read_document(text.encode())


def _roles(reading: Reading) -> dict[str, Role]:
    return {reading.text[block.start : block.end]: block.role for block in reading.blocks}


def _role(reading: Reading, beginning: str) -> Role:
    return next(role for text, role in _roles(reading).items() if text.startswith(beginning))


def test_a_letter_keeps_its_demands_as_items_and_ends_in_a_signature() -> None:
    reading = _read(LETTER)

    assert reading.kind == "letter"
    assert reading.languages == ("da",)
    assert _role(reading, "Side 2") is Role.NAVIGATION
    assert _role(reading, "- at udstede visum til de mænd, der er i fare, uden at de først skal rejse") is Role.BODY
    assert [_role(reading, line) for line in ("Med venlig", "Vera Lund", "Generalsekretær")] == [Role.SIGNATURE] * 3
    assert _role(reading, "Kære") is Role.BODY


def test_the_article_goes_on_after_the_furniture_in_its_middle() -> None:
    reading = _read(PAGE)

    for line in ("Thank you", "Subscribe", "1. €50", "2. or", "3. Cancel", "The Gazette is an independent", "If you already"):
        assert _role(reading, line) is Role.NAVIGATION, line
    for line in ("Northland has flown", "“We could not", "At least 30", "The interior ministry", "It is not known"):
        assert _role(reading, line) is Role.BODY, line


def test_the_parts_of_a_news_page_are_told_apart() -> None:
    reading = _read(PAGE)

    assert reading.title == "Northland flies two men out of Eastland"
    assert reading.kind == "news"
    assert _role(reading, "4th Mar 2019") is Role.DATE_LINE
    assert _role(reading, "• (Photo") is Role.CAPTION
    assert _role(reading, "Denials") is Role.HEADING
    assert _role(reading, "News in Brief") is Role.NAVIGATION
    assert _role(reading, "2. Police look") is Role.NAVIGATION


def test_a_teaser_of_another_article_is_not_the_article() -> None:
    reading = _read(PAGE)

    for line in ("The coast one year on", "A year after the storm", "Court drops", "Authorities on the coast"):
        assert _role(reading, line) is Role.TEASER, line


def test_a_press_release_has_its_quotations_notes_and_contacts() -> None:
    reading = _read(RELEASE)

    assert (reading.kind, reading.publisher) == ("press-release", "Open Door")
    assert _role(reading, "Press release") is Role.TITLE
    assert _role(reading, "Port Amber") is Role.DATE_LINE
    assert [_role(reading, line) for line in ("The arrest of these", "We must use")] == [Role.QUOTE] * 2
    assert [_role(reading, line) for line in ("[1]", "[2]")] == [Role.FOOTNOTE] * 2
    assert [_role(reading, line) for line in ("Press contacts", "Office of")] == [Role.SIGNATURE] * 2
    assert "One of them was arrested at the airport.[2]" in {sentence.text for sentence in reading.sentences}


def test_a_petition_is_told_from_the_page_around_it_and_from_its_comments() -> None:
    reading = _read(PETITION)

    assert (reading.kind, reading.publisher, reading.languages) == ("petition", "folkPetition", ("en",))
    for line in ("Petitionen är", "3% nått", "1. Startad", "3. Inlämning", "Fråga", "Inga PRO", "Varför", "Verktyg", "Signera", "Donera"):
        assert _role(reading, line) is Role.NAVIGATION, line
    for line in ("den 25.1.2019", "They are people", "I am afraid", "No more waiting"):
        assert _role(reading, line) is Role.COMMENT, line
    for line in ("On September", "For many", "We ask", "Save them", "Parliament of Northland"):
        assert _role(reading, line) is Role.BODY, line
    assert _role(reading, "Tack för") is Role.SIGNATURE


def test_a_petition_is_bounded_by_its_oldest_comment() -> None:
    candidates = dict(_read(PETITION).published.candidates)

    assert set(candidates) == {"2018-09", "2018-09-06/2018-09-08"}


def test_an_appeal_keeps_its_payment_lines_as_text() -> None:
    reading = _read(APPEAL)

    assert (reading.kind, reading.publisher) == ("appeal", "Hamnfonden")
    assert {block.role for block in reading.blocks} == {Role.BODY}


FLAT_PAGES = {
    "de": (
        ["Zum Inhalt springen", "Startseite", "Politik", "Ausland", "Kultur", "Anzeige"],
        "Minister: Zwei Männer aus Ostland ausgeflogen",
        [
            "Nordland hat zwei Männer aus Ostland ausgeflogen, die von der Polizei geschlagen worden waren.",
            "Das Ministerium wies die Berichte am 1. März zurück und sprach von einer Erfindung.",
        ],
        [
            "Lesen Sie auch: Zehn Millionen für den Hafen",
            "Auf Facebook teilen",
            "Drucken",
            "Schlagwörter: Ostland",
            "Impressum",
            "Datenschutz",
        ],
    ),
    "fr": (
        ["Aller au contenu", "Accueil", "Tout accepter", "Tout refuser"],
        "Deux hommes évacués d'Estlande, selon le ministre",
        [
            "Le Nordland a évacué deux hommes d'Estlande qui avaient été battus par la police, a dit le ministre.",
            "Le ministère a démenti ces informations et parle d'une invention des journaux étrangers.",
        ],
        ["À lire aussi : Dix millions pour le port", "Partager sur Facebook", "Imprimer", "Mentions légales", "Tous droits réservés"],
    ),
    "nl": (
        ["Naar de inhoud", "Inloggen"],
        "Twee mannen uit Oostland gehaald, zegt minister",
        [
            "Noordland heeft twee mannen uit Oostland gehaald die door de politie waren geslagen, zei de minister.",
            "Het ministerie sprak de berichten tegen en noemde ze een verzinsel van buitenlandse kranten.",
        ],
        ["Lees ook: Tien miljoen voor de haven", "Deel op Facebook", "Schrijf je in voor onze nieuwsbrief", "© 2019 Havenkrant"],
    ),
    "da": (
        ["Log ind", "Abonnér", "Vi bruger cookies på vores hjemmeside."],
        "To mænd fløjet ud af Østland mandag aften",
        [
            "Nordland har fløjet to mænd ud af Østland, efter at politiet havde slået dem, siger ministeren.",
            "Indenrigsministeriet afviser meldingerne og kalder dem opspind fra udenlandske aviser.",
        ],
        ["Læs også: Ti millioner til havnen", "Del på Facebook", "Tilmeld dig vores nyhedsbrev", "Om os", "Kontakt"],
    ),
    "nb": (
        ["Hopp til innhold", "Meny"],
        "To menn fløyet ut av Østland mandag kveld",
        [
            "Nordland har fløyet to menn ut av Østland etter at politiet hadde slått dem, opplyser ministeren.",
            "Departementet avviser meldingene og kaller dem et påfunn fra utenlandske aviser.",
        ],
        ["Les også: Ti millioner til havna", "Del på Facebook", "Tips oss", "Ansvarlig redaktør: Nina Havn"],
    ),
    "sv": (
        ["Hoppa till innehåll", "Logga in", "Prenumerera"],
        "Två män utflugna ur Östland på måndagen",
        [
            "Nordland har flugit ut två män ur Östland efter att polisen hade slagit dem, säger ministern.",
            "Inrikesministeriet förnekar uppgifterna och kallar dem ett påhitt av utländska tidningar.",
        ],
        ["Läs också: Tio miljoner till hamnen", "Dela på Facebook", "Anmäl dig till vårt nyhetsbrev", "Om oss"],
    ),
    "ru": (
        ["Войти", "Подписаться", "Меню"],
        "МИД: двое мужчин вывезены из Восточного края",
        [
            "Северная страна вывезла из Восточного края двух мужчин, которых избила полиция, сообщил министр.",
            "Министерство внутренних дел опровергло сообщения и назвало их выдумкой иностранных газет.",
        ],
        ["Читайте также: Десять миллионов на порт", "ВКонтакте", "Подпишитесь на нашу рассылку", "Все права защищены"],
    ),
    "en": (
        ["Skip to content", "Menu", "We use cookies to improve our website.", "Accept all"],
        "Two men flown out of Eastland, minister says",
        [
            "Northland has flown two men out of Eastland after they were beaten by police, its minister said.",
            "The interior ministry denied the reports and called them an invention of foreign newspapers.",
        ],
        [
            "Read also: Ten million for the harbour",
            "Share on Facebook",
            "Sign up for our newsletter",
            "Tags: Eastland",
            "© 2019 The Harbour Gazette",
        ],
    ),
}


@pytest.mark.parametrize("language", FLAT_PAGES)
def test_a_page_saved_as_text_is_parted_in_every_language(language: str) -> None:
    before, title, paragraphs, after = FLAT_PAGES[language]
    reading = _read("\n\n".join([*before, title, *paragraphs[:1], after[0], *paragraphs[1:], *after[1:]]))

    assert reading.title == title
    assert reading.languages == (language,)
    assert [_role(reading, text) for text in paragraphs] == [Role.BODY, Role.BODY]
    assert {text: _role(reading, text) for text in [*before, *after]} == dict.fromkeys([*before, *after], Role.NAVIGATION)


ARTICLE = [
    "The two men left on Monday night, friends say",
    "By Mara Quill in Port Amber",
    "4 March 2019",
    "Two men who were beaten by police in Eastland have reached Northland, their friends said on Monday.",
    "More than 30 men have been held since January, the Open Door group said in a report on the province.",
    "The police deny the reports.",
]


def test_the_last_short_sentence_of_an_article_is_kept() -> None:
    reading = _read(
        "\n\n".join(["Log in", *ARTICLE[:-1], "Advertisement", ARTICLE[-1], "Share on Facebook", "Most viewed", "Fair begins late"])
    )

    assert _role(reading, "The police deny") is Role.BODY


def test_a_path_a_credit_and_a_second_name_are_known() -> None:
    credit = "Ola Rand, the minister, in Port Amber. Photograph: J Lens/Agency"
    reading = _read("\n\n".join(["Home > News > World", *ARTICLE[:3], credit, *ARTICLE[3:], "Mara Quill", "mara@gazette.example"]))

    assert reading.title == ARTICLE[0]
    assert _role(reading, "Home >") is Role.NAVIGATION
    assert _role(reading, credit) is Role.CAPTION
    assert _role(reading, "Mara Quill") is Role.BYLINE
    assert _role(reading, "mara@") is Role.SIGNATURE


def test_comments_under_an_article_are_private_persons() -> None:
    comments = [
        "2 comments",
        "sunny7",
        "5 March 2019 at 10:15",
        "My cousin lives there and he is afraid of them.",
        "Reply",
        "Most viewed",
        "Fair",
    ]
    reading = _read("\n\n".join([*ARTICLE, *comments]))

    assert {_role(reading, line) for line in comments[1:4]} == {Role.COMMENT}
    assert _role(reading, "Most viewed") is Role.NAVIGATION


def test_a_heading_called_comments_in_a_report_opens_no_comments() -> None:
    reading = _read("\n\n".join([*ARTICLE[:4], "Comments", *ARTICLE[4:]]))

    assert _role(reading, "More than 30") is Role.BODY


def test_those_who_signed_are_private_persons() -> None:
    reading = _read(
        "\n\n".join(["Visa for the ten men of Eastland", *ARTICLE[3:], "Recent signatures", "J. de Vries, Port Amber", "2 March 2019"])
    )

    assert [_role(reading, line) for line in ("J. de Vries", "2 March")] == [Role.COMMENT, Role.COMMENT]


def test_a_release_is_titled_below_its_label_and_dated_in_its_first_line() -> None:
    text = (
        "PRESSEMITTEILUNG\n\nOffene Tür fordert Schutz für verfolgte Männer\n\nBerlin, 4. März 2019. Die Organisation Offene Tür fordert "
        "die Regierung auf, Visa für die Männer auszustellen.\n\n„Jeder Tag zählt für sie“, sagt Vera Lund.\n\nPressekontakt:\nJonas Holm\n"
        "Tel.: 030 / 123 45 67\n"
    )
    reading = _read(text)

    assert (reading.kind, reading.title) == ("press-release", "Offene Tür fordert Schutz für verfolgte Männer")
    assert (reading.publisher, reading.published.edtf) == ("Offene Tür", "2019-03-04")
    assert [_role(reading, line) for line in ("PRESSE", "Pressekontakt", "Tel.")] == [Role.HEADING, Role.SIGNATURE, Role.SIGNATURE]


def test_a_letter_tells_who_signed_for_whom_and_who_gets_a_copy() -> None:
    text = (
        "Oslo, 4. mars 2019\n\nKjære utenriksminister\n\nVi skriver til deg om de ti mennene som har vært fengslet i Østland.\n\n"
        "Med vennlig hilsen\nfor Åpen Dør\n\nVera Lund\ngeneralsekretær\n\nKopi: Justisministeren\n"
    )
    reading = _read(text)

    assert (reading.publisher, reading.author) == ("Åpen Dør", "Vera Lund")
    assert [_role(reading, line) for line in ("for Åpen", "Vera", "general", "Kopi")] == [*[Role.SIGNATURE] * 3, Role.BODY]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Заявление Министерства иностранных дел\n\nМинистерство призывает власти края освободить задержанных мужчин.", "statement"),
        ("Nothilfe für Verfolgte\n\nOffene Tür startet heute einen Spendenaufruf für Wohnungen.\n\nIBAN: DE00 0000 0000", "appeal"),
        ("Pétition\n\nNous, soussignés, demandons des visas pour les dix hommes.\n\nSigner la pétition", "petition"),
        ("Notes of the week\n\nThe harbour was quiet and the boats stayed in all day long.", "other"),
    ],
)
def test_the_kind_of_a_document_is_proposed(text: str, kind: str) -> None:
    assert _read(text).kind == kind


def test_structure_of_a_page_outweighs_words() -> None:
    blocks = (
        RawBlock("Home", hint="nav"),
        RawBlock("The fund has to advertise", hint="h1", is_main=True),
        RawBlock("We asked the group whether its readers subscribe to the newsletter of the ministry.", hint="p", is_main=True),
        RawBlock("Words beside it, about something else", hint="aside"),
        RawBlock("Nobody is in danger here.", hint="blockquote", is_main=True),
        RawBlock("My cousin lives there.", hint="comment"),
    )

    roles = [block.role for block in arrange(Extraction(blocks, "text/html", "test")).blocks]

    assert roles == [Role.NAVIGATION, Role.TITLE, Role.BODY, Role.NAVIGATION, Role.QUOTE, Role.COMMENT]


def test_a_document_of_furniture_only_says_so() -> None:
    reading = _read("Log in\n\nSubscribe now\n\nLatest news\n\n1. Fair begins late\n\n2. Bank pays back\n\n3. Rain comes\n")

    assert any("looks like menus" in warning for warning in reading.warnings)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([line for part in (LETTER, PAGE, RELEASE, PETITION, APPEAL) for line in part.split("\n")]), max_size=40))
def test_every_reading_keeps_its_promises(lines: list[str]) -> None:
    text = "\n".join(lines)
    reading = arrange(Extraction(blocks_of(text), "text/plain", "test"))

    assert "\n\n".join(reading.text[block.start : block.end] for block in reading.blocks) == reading.text
    assert all(block.reason and 0 < block.confidence <= 1 for block in reading.blocks)
    assert all(reading.text[s.start : s.end] == s.text for s in reading.sentences)
    assert [s.index for s in reading.sentences] == list(range(len(reading.sentences)))
    assert all(reading.blocks[s.block].start <= s.start < s.end <= reading.blocks[s.block].end for s in reading.sentences)
    assert _letters(reading.text) == _letters(text)


def _letters(text: str) -> str:
    return "".join(sorted(letter for letter in text if letter.isalnum()))
