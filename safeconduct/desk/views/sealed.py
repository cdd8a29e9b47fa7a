"""The page of the sealed desk: everything on it is made by its script, in the browser of whoever holds the keys."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.kit.doors import opens_to_members
from safeconduct.kit.policies import handles_keys
from safeconduct.people.middleware import DeskRequest


@opens_to_members
@require_safe
@handles_keys
def sealed(request: DeskRequest) -> HttpResponse:
    """Show the frame; it holds nothing about anybody. No search box: what is typed into that one goes to the server in an address."""
    return render(request, "desk/sealed.html", {"search_address": ""})
