"""What a reason tells of its writer, in the seven languages of the public pages."""

import pytest

from safeconduct.kit.countries import country_names
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.petitions.rules.warnings import Tells, telling_of

NAMES = {"RU": [country_names(code)["RU"] for code, _name in PUBLIC_LANGUAGES]}

TELLS = [
    ("I'm open gay from Russia and I'm against violence", Tells.ORIENTATION),
    ("I am a young lesbian.", Tells.ORIENTATION),
    ("As a gay man I cannot be silent", Tells.ORIENTATION),
    ("Jag är bög och bor i Moskva", Tells.ORIENTATION),
    ("Jeg er lesbisk", Tells.ORIENTATION),
    ("Ich bin selbst schwul.", Tells.ORIENTATION),
    ("Je suis une femme lesbienne", Tells.ORIENTATION),
    ("Я гей и живу в Грозном", Tells.ORIENTATION),
    ("Я — открытая лесбиянка", Tells.ORIENTATION),
    ("أنا مثلي وأعيش في الشيشان", Tells.ORIENTATION),
    ("I am HIV positive", Tells.ILLNESS),
    ("I live with HIV", Tells.ILLNESS),
    ("Jag har hiv", Tells.ILLNESS),
    ("Jeg lever med hiv", Tells.ILLNESS),
    ("Ich bin HIV-positiv", Tells.ILLNESS),
    ("Je suis séropositif", Tells.ILLNESS),
    ("У меня ВИЧ", Tells.ILLNESS),
    ("أنا مصاب بفيروس", Tells.ILLNESS),
    ("I am in hiding in a friend's flat", Tells.HIDING),
    ("I fled last year", Tells.HIDING),
    ("Jag gömmer mig hos en vän", Tells.HIDING),
    ("Jeg gemmer mig", Tells.HIDING),
    ("Ich bin untergetaucht", Tells.HIDING),
    ("Je me cache depuis un an", Tells.HIDING),
    ("Я сейчас скрываюсь", Tells.HIDING),
    ("Меня задержали в марте", Tells.HIDING),
    ("هربت من المنزل", Tells.HIDING),
]
HARMLESS = [
    "Nobody should be taken from their home.",
    "I am against violence towards gay people",
    "Я против насилия над геями.",
    "Ich bin gegen Gewalt an schwulen Menschen.",
    "I am not gay, and I sign all the same.",
    "My grandmother lived in Moscow.",
    "Ingen ska behöva gömma sig.",
    "Ingen skal gemme sig for sin egen regering.",
    "Niemand soll sich verstecken müssen.",
    "Personne ne doit vivre dans la peur.",
    "Никто не должен бояться за свою жизнь.",
    "لا يجوز أن يعيش أحد في خوف.",
]


@pytest.mark.parametrize(("text", "kind"), TELLS)
def test_what_somebody_says_of_themself_is_found(text: str, kind: Tells):
    told = telling_of(text)

    assert kind in dict(told.of)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_tells_nothing_of_the_writer_is_let_through(text: str):
    told = telling_of(text, danger=["RU"], names=NAMES)

    assert not told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I'm gay and I live in Russia", "russia"),
        ("Я гей, живу в России", "россии"),
        ("Я гей из Грозного", "грозного"),
        ("Ich bin schwul und lebe in Russland", "russland"),
        ("Jag är bög från Ryssland", "ryssland"),
        ("Je suis gay et je vis en Russie", "russie"),
        ("أنا مثلي من روسيا", "روسيا"),
    ],
)
def test_a_dangerous_place_is_named_beside_it(text: str, place: str):
    told = telling_of(text, danger=["RU"], names=NAMES)

    assert place in told.places


def test_a_place_of_a_country_that_is_not_on_the_list_is_not_named():
    told = telling_of("I'm gay and I live in Grozny", danger=["IR"], names={})

    assert told.places == ()


def test_a_place_alone_is_no_warning():
    assert not telling_of("I live in Grozny", danger=["RU"], names=NAMES)
