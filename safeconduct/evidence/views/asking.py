"""How a page asks for what an action needs, and tells what became of it; what was typed is kept when it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safeconduct.kit.refusals import Refused

NOT_TAKEN = 422


@dataclass(frozen=True, slots=True)
class Question:
    """What a page asks: its heading, a sentence or two, the form, what the button says, and the way back."""

    title: str
    words: str
    form: BaseForm
    button: str
    back: str
    about: str  # the claim's sentence or the source's name
    kind: str = ""  # of the button: "warning" for what is hard to take back
    language: str = ""  # of ``about``


def asked(request: HttpRequest, question: Question, **context: Any) -> HttpResponse:
    """Show the question, with what was put in and what is wrong with it."""
    status = NOT_TAKEN if question.form.errors else 200
    return render(request, "evidence/act.html", {"question": question, "title": question.title, **context}, status=status)


def tried(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do it, or write on the form why it was refused; tell whether it was done."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def done(request: HttpRequest, words: str, address: str) -> HttpResponse:
    """Say that it is done, and go back to the page of the thing."""
    messages.success(request, words)
    return redirect(address)


def told(request: HttpRequest, act: Callable[[], object], words: str, address: str) -> HttpResponse:
    """Do what needs no form, say what became of it, and go back."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(address)
