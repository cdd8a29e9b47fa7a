"""The page of the sealed desk: everything on it is made by its script, in the browser of whoever holds the keys."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.kit.doors import opens_to_members
from safeconduct.kit.policies import handles_keys
from safeconduct.people.middleware import DeskRequest

ANNEX = re.compile(r"[-a-z0-9_]{1,60}/PU-[0-9A-Z]{6}")


@opens_to_members
@require_safe
@handles_keys
def sealed(request: DeskRequest) -> HttpResponse:
    """Show the frame; it holds nothing about anybody. No search box: what is typed into that one goes to the server in an address."""
    wanted = request.GET.get("annex", "")  # the crisis and the reference of a publication whose annex is to be opened: neither is secret
    return render(request, "desk/sealed.html", {"search_address": "", "annex": wanted if ANNEX.fullmatch(wanted) else ""})
