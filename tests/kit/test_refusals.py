"""What an action says when it will not."""

from safeconduct.kit.refusals import Refused


class Shut(Refused):
    """The door is shut."""

    sentence = "The door is shut. Knock."


def test_a_refusal_reads_as_its_sentence():
    assert str(Shut()) == "The door is shut. Knock."


def test_a_caller_may_give_a_more_exact_sentence():
    assert str(Shut("The blue door is shut.")) == "The blue door is shut."
