"""Words that somebody should look at: confessions told as facts, and changes told as our doing."""

import pytest

from safeconduct.publications.rules.wording import causes_in, confessions_in


@pytest.mark.parametrize(
    "text",
    [
        "He confessed on television.",
        "Han erkände allt.",
        "Han tilstod.",
        "Er legte ein Geständnis ab.",
        "Il a avoué.",
        "Он сознался.",
        "وقد اعترف",
    ],
)
def test_a_confession_is_found_in_each_language(text: str):
    assert confessions_in(text)


@pytest.mark.parametrize("text", ["He was taken from his home.", "Han är fri.", "Der Anwalt sah ihn.", "Он дома.", ""])
def test_other_words_are_left_alone(text: str):
    assert not confessions_in(text)
    assert not causes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "He is free because of our letters.",
        "Tack vare er är han fri.",
        "Thanks to your letters he is home.",
        "Он дома благодаря вашим письмам.",
    ],
)
def test_a_change_told_as_our_doing_is_found(text: str):
    assert causes_in(text)


def test_what_is_found_is_given_as_it_stands():
    assert confessions_in("They say that he Confessed. He confessed again.") == ("Confessed", "confessed")
