"""What a second watcher outside asks: whether the ring is heard, whether alerts leave, and the timers of the next day."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.vault.format.records import moment_of
from safeconduct.watch.actions.beat import SECOND, beat
from safeconduct.watch.queries.watching import is_late, is_stuck, mirror


@opens_to_everyone
@require_safe
def heartbeat(_request: HttpRequest) -> JsonResponse:
    """Tell anybody whether alarms are being looked at, and no more than that."""
    at = now()
    return _unkept({"at": moment_of(at), "watch": "late" if is_late(at) else "ok"})


@csrf_exempt  # a program asks, with a bearer token; there is no cookie that another site could use
@opens_to_everyone
@require_POST
def mirrored(request: HttpRequest) -> JsonResponse:
    """Give the second watcher the timers of the next day and whether alerts leave, and note that it is there.

    :raises Http404: where no token is set, or another one is given; which of the two is not told
    """
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    is_ours = kind == "Bearer" and hmac.compare_digest(token.encode(), settings.WATCH_TOKEN.encode())
    if not settings.WATCH_TOKEN or not is_ours:
        raise Http404
    at = now()
    beat(name=SECOND, at=at)
    return _unkept({"at": moment_of(at), "stuck": is_stuck(), "check_ins": mirror(at)})


def _unkept(said: dict[str, object]) -> JsonResponse:
    answer = JsonResponse(said)
    answer["Cache-Control"] = "no-store"
    return answer
