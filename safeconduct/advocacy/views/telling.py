"""How a page tells what became of an action."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from safeconduct.kit.refusals import Refused

NOT_TAKEN = 422  # the form comes back with what was typed, and says what to put right


@contextmanager
def told(request: HttpRequest, done: str) -> Iterator[None]:
    """Say that it is done, or, where the action refused, why not."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
