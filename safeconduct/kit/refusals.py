"""What an action raises when it will not do a thing: one clear sentence for a person."""

from django.utils.functional import Promise


class Refused(Exception):
    """An action was refused; the message tells a person what happened and what to do.

    Subclasses set ``sentence``; a caller may give a more exact one. ``code`` and ``status`` are for scripts.
    """

    sentence: str | Promise = ""
    code = "refused"
    status = 422

    def __init__(self, sentence: str | Promise | None = None) -> None:
        super().__init__(sentence or self.sentence)
        self.sentence = sentence or self.sentence

    def __str__(self) -> str:
        return str(self.sentence)
