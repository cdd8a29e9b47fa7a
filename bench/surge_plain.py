"""The same form taken as a Django site usually takes one: a form class, two objects saved in a transaction, a redirect.

It does what ours does, with the same functions for tags, sealing and judging, so that only the way to the disk and back differs.

    python -m bench.surge_plain PORT WORKERS
"""

from __future__ import annotations

import sys
from dataclasses import asdict

from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from safeconduct.config import wsgi  # noqa: F401 — sets Django up, so that models can be imported below

# isort: split
from safeconduct.kit.clock import now
from safeconduct.signing.models import Signature, WaitingMail
from safeconduct.signing.queries.rolls import current
from safeconduct.signing.receiving.judging import Verdict, judge
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import read_entry
from safeconduct.signing.rules.kinds import MailKind, Visibility


class SignForm(forms.Form):
    """The fields of a signature."""

    name = forms.CharField(max_length=120)
    mail = forms.EmailField()
    country = forms.CharField(max_length=2, required=False)
    postcode = forms.CharField(max_length=16, required=False)
    visibility = forms.ChoiceField(choices=[(one.value, one.value) for one in Visibility])


@csrf_exempt
def sign(request: HttpRequest, language: str, crisis: str, petition: str) -> HttpResponse:
    """Take a signature."""
    form, rolled, at = SignForm(request.POST), current((crisis, petition)), now()
    if rolled is None or not form.is_valid():
        return HttpResponse(status=422)
    entry = read_entry(request.POST)
    peer, forwarded = request.META["REMOTE_ADDR"], request.META.get("HTTP_X_FORWARDED_FOR", "")
    if judge(entry, rolled, peer=peer, forwarded=forwarded, at=at) is not Verdict.OK:
        return HttpResponse(status=403)
    given = asdict(prepare(entry, rolled, on=at.date()))
    given |= {"roll_id": given.pop("roll"), "signed_on": given.pop("on")}
    mail = given.pop("mail")
    try:
        with transaction.atomic(using="signing"):
            signature = Signature.objects.create(**given)
            WaitingMail.objects.create(
                roll_id=rolled.id, signature=signature, kind=MailKind.CONFIRM, language="en", day=at.date(), blob=mail
            )
    except IntegrityError:
        pass  # signed before: answered the same
    return redirect(f"/{language}/{crisis}/petitions/{petition}/signed/")


urlpatterns = [path("<str:language>/<slug:crisis>/petitions/<slug:petition>/sign/", sign)]
settings.ROOT_URLCONF = "bench.surge_plain"
settings.MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
application = get_wsgi_application()


def main() -> None:
    """Serve it."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "bench.surge_plain:application",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=int(sys.argv[2]),
        blocking_threads=4,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    main()
