"""The language of a block, and of fragments too short to tell by themselves."""

import pytest

from safeconduct.evidence.reading.arrange import languages

LONG = {
    "en": "At least thirty men were detained in the town, the group says, and four of them are still in danger.",
    "da": "Mindst tredive mænd er blevet tilbageholdt i byen, siger gruppen, og fire af dem er stadig i fare.",
    "sv": "Minst trettio män har gripits i staden, säger gruppen, och fyra av dem är fortfarande i fara.",
    "nb": "Minst tretti menn er blitt pågrepet i byen, sier gruppen, og fire av dem er fortsatt i fare nå.",
    "de": "Mindestens dreißig Männer wurden in der Stadt festgenommen, sagt die Gruppe, vier sind noch in Gefahr.",
    "fr": "Au moins trente hommes ont été arrêtés dans la ville, dit l'association, et quatre sont encore en danger.",
    "nl": "Minstens dertig mannen zijn opgepakt in de stad, zegt de groep, en vier van hen zijn nog in gevaar.",
    "ru": "Не менее тридцати мужчин задержаны в городе, говорит группа, и четверо из них всё ещё в опасности.",
    "ar": "تقول المجموعة إن ثلاثين رجلا على الأقل اعتقلوا في المدينة وإن أربعة منهم ما زالوا في خطر.",
}


@pytest.mark.parametrize("language", LONG)
def test_a_long_block_is_known_by_itself(language: str) -> None:
    assert languages.of_blocks([LONG[language]]) == [language]


def test_short_fragments_choose_among_the_languages_of_the_document() -> None:
    texts = [LONG["en"], LONG["en"], LONG["sv"], LONG["sv"], "European Union", "Donera nu", "Inlämning"]

    assert languages.of_blocks(texts)[4:] == ["en", "sv", "sv"]


def test_a_line_of_names_does_not_bring_in_a_foreign_language() -> None:
    texts = [LONG["en"], LONG["en"], "Office of Marco Antonio Bellini – Francesca Colombo"]

    assert languages.of_blocks(texts)[2] == "en"


def test_digits_have_no_language() -> None:
    assert languages.of_blocks([LONG["en"], "2019"])[1] == "und"


def test_a_declared_language_helps_where_nothing_else_tells() -> None:
    assert languages.of_blocks(["Nej"], declared="sv-SE") == ["sv"]


def test_a_sentence_in_another_script_has_its_own_language() -> None:
    assert languages.of_sentence(LONG["ru"], "en") == "ru"
    assert languages.of_sentence("From Москва with regards", "en") == "en"


@pytest.mark.parametrize(("code", "tag"), [("sv-SE", "sv"), ("no", "nb"), ("nn_NO", "nb"), ("EN", "en"), ("", ""), ("x-default", "")])
def test_declared_languages_become_primary_tags(code: str, tag: str) -> None:
    assert languages.tag(code) == tag
