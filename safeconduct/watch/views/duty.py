"""The page of a duty telephone. It is no page of the desk: nobody signs in here, and it knows no case, no timer and no team.

The link's token stands behind the # of the address, which browsers send nowhere: no log has it.
"""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.policies import DUTY, DUTY_WORKER, obeys
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import given_by, talks
from safeconduct.outbox.channels.push import LONGEST_ENDPOINT
from safeconduct.watch.actions.join_telephone import join_telephone, look_at_link

WORKER = "built/duty-worker.js"
LONGEST_TOKEN = 64


class SignedIn(Refused):
    """Signing out of the desk empties the browser of everything of ours, the ringing too."""

    code = "signed-in"
    sentence = _("Somebody is signed in to the desk in this browser. A duty telephone is one on which nobody ever does.")


@opens_to_everyone
@require_safe
@obeys(DUTY)
def page(request: HttpRequest) -> HttpResponse:
    """Show what a duty telephone is, and one button. The same to everybody.

    :raises Http404: where no telephones are rung
    """
    _only_where_switched_on()
    with translation.override("en"):  # its script puts the words of the telephone's language in their place
        answer = render(request, "watch/duty.html")
    answer["Cache-Control"] = "no-store"
    return answer


@opens_to_everyone
@require_safe
@obeys(DUTY_WORKER)
def worker(_request: HttpRequest) -> HttpResponse:
    """Give the script that shows the one sentence. It lies here, and not with the other files, so that it reaches no further than here.

    :raises Http404: where no telephones are rung
    """
    _only_where_switched_on()
    answer = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@csrf_exempt  # the link's token is what a stranger's page does not have; a cookie only shuts this
@opens_to_everyone
@talks
@require_POST
def look(request: HttpRequest) -> dict[str, Any]:
    """Tell a telephone whether its link is good, before it asks its owner for anything, and the key it has to give its browser."""
    _only_where_switched_on()
    sent = given_by(request)
    _only_without_a_member(request)
    return {"key": look_at_link(token=sent.text("token", most=LONGEST_TOKEN), at=now())}


@csrf_exempt  # as above
@opens_to_everyone
@talks
@require_POST
def join(request: HttpRequest) -> dict[str, Any]:
    """Take in where the telephone is rung."""
    _only_where_switched_on()
    sent = given_by(request)
    _only_without_a_member(request)
    endpoint = sent.text("endpoint", most=LONGEST_ENDPOINT)
    join_telephone(token=sent.text("token", most=LONGEST_TOKEN), endpoint=endpoint, at=now())
    return {"done": True}


def _only_where_switched_on() -> None:
    if not settings.WEB_PUSH_KEY:
        raise Http404


def _only_without_a_member(request: HttpRequest) -> None:
    if getattr(request, "member", None) is not None:
        raise SignedIn


@cache
def _script() -> bytes:
    where = finders.find(WORKER)
    if isinstance(where, str):
        return Path(where).read_bytes()
    if staticfiles_storage.exists(WORKER):
        with staticfiles_storage.open(WORKER) as file:
            return bytes(file.read())
    raise Http404
