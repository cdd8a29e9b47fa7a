"""What is done inside an installation that stands in a surge, in a process with its settings; see ``surge``.

``lay`` makes the petition, ``facts`` tells what is kept (who was thanked comes on the standard input), ``confirm`` confirms all of it,
``bring`` begins to bring in a list of invented signers of another petition, ``brought`` tells how far that is.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Sum

from safeconduct.cli.serve import setup
from safeconduct.kit.clock import now, today
from safeconduct.petitions.actions.begin_import import begin_import
from safeconduct.petitions.actions.look_at_import import look_at_import
from safeconduct.petitions.models import Campaign, ImportRun
from safeconduct.petitions.rules.importing import Kind, Options
from safeconduct.signing.actions.confirm_signature import confirm_signature
from safeconduct.signing.models import CountEvent, Roll, Signature, Tally, WaitingMail
from safeconduct.signing.queries.rolls import address_rules
from safeconduct.signing.rules.addresses import canonical
from safeconduct.signing.storing.ram import campaign_key, hold_campaign_key, own_key
from safeconduct.vault.format.signatures import new_key, open_mail, tag_of
from tests.factories.crises import make_crisis
from tests.factories.people import make_jonas, make_member, make_tomas
from tests.factories.petitions import make_campaign


def lay() -> str:
    """Set up an empty installation, and a petition that may be signed; give its reference."""
    setup.main([], standalone_mode=False)
    jonas, ines, key = make_jonas(), make_member("ines"), new_key()
    campaign = make_campaign(make_crisis(by=jonas, is_public=True), jonas, approved_by=ines, roll={"key_check": tag_of(key, "check", "")})
    hold_campaign_key(campaign.roll, key)
    own_key("tickets")
    return campaign.reference


def facts(thanked: list[str]) -> dict[str, Any]:
    """Tell how many signatures are kept and counted, and of whom that was thanked none is."""
    key, rules = campaign_key(Roll.objects.get().pk) or b"", address_rules()
    kept = {bytes(tag) for tag in Signature.objects.values_list("tag", flat=True)}
    return {
        "rows": Signature.objects.count(),
        "twice": Signature.objects.values("tag").annotate(times=Count("id")).filter(times__gt=1).count(),
        "states": dict(Signature.objects.values_list("state").annotate(Count("id"))),
        "mails": WaitingMail.objects.count(),
        "lost": [mail for mail in thanked if tag_of(key, "address", canonical(mail, rules)) not in kept],
        "counted": Tally.objects.filter(state="confirmed").aggregate(all=Sum("count"))["all"] or 0,
        "uncounted": CountEvent.objects.count(),
    }


def confirm(most: int | None) -> int:
    """Confirm every signature, or so many, as its signer's mail lets one do; give how many."""
    key, done = own_key("mail"), 0
    ours = Signature.objects.exclude(code=None).filter(state="pending", blob__gt=b"").order_by("pk")
    for blob in WaitingMail.objects.exclude(state="held").filter(kind="confirm", signature__in=ours).values_list("blob", flat=True)[:most]:
        confirm_signature(open_mail(key, bytes(blob))["token"], on=today())
        done += 1
    return done


def bring(rows: int) -> str:
    """Look at a list of so many invented signers and begin to bring it in; the server goes on with it. Give the import's reference."""
    campaign, tomas = Campaign.objects.get(), make_tomas()
    lines = (f"Signer {number % 97},elsewhere.{number}@signers.example,SE,2017-04-0{number % 9 + 1}\n" for number in range(rows))
    data = "".join(("name,email,country,date\n", *lines)).encode()
    run = look_at_import(campaign=campaign, data=data, kind=Kind.CSV, options=Options(), by=tomas, on=today())
    begin_import(run=run, by=tomas, at=now())
    return run.reference


def brought() -> list[Any]:
    """Tell where the import stands: its state, the rows that are done, and how many came in."""
    return list(ImportRun.objects.values_list("state", "done", "taken").get())


def tell() -> None:
    """Do what is asked for, and say the outcome in the last line."""
    what, given = sys.argv[1], sys.stdin.read().split()
    ways: dict[str, Callable[[], Any]] = {
        "lay": lay,
        "confirm": lambda: confirm(int(given[0]) if given else None),
        "facts": lambda: facts(given),
        "bring": lambda: bring(int(given[0])),
        "brought": brought,
    }
    told = ways[what]()
    sys.stdout.write(f"{json.dumps(told)}\n")
