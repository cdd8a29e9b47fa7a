"""A surge to watch: invented signers sign the demonstration's petition over HTTP, and confirm, as many in a second as one likes.

It asks this machine alone, and signs nothing but petitions of a demonstration. Their mails are never waited for: on the machine that sends
them the sealed mails can be opened, and the surge clicks on the link that stands in each as its signer would.
"""

import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from safeconduct.demo.tables import Table, table
from safeconduct.drill.asker import Asker, hidden_fields
from safeconduct.kit.refusals import Refused
from safeconduct.petitions.models import Campaign
from safeconduct.signing.models import WaitingMail
from safeconduct.signing.rules.kinds import MailKind, State
from safeconduct.signing.storing.ram import own_key
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.signatures import open_mail

OK, REFUSED = 200, 400
CLICKING = 6  # signers who click at once
PAUSE = 0.2  # seconds between two looks for mails
LANGUAGES = ("en", "sv", "de", "ru")


class NoPetition(Refused):
    """There is none to play with."""

    def __init__(self) -> None:
        super().__init__("There is no open petition of a demonstration here. Run safeconduct serve --demonstration first.")


@dataclass
class Tally:
    """What happened so far."""

    signed: int = 0
    confirmed: int = 0
    failed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, what: str) -> None:
        """Count one more."""
        with self.lock:
            setattr(self, what, getattr(self, what) + 1)


def play(*, port: int, per_second: float, seconds: float, hands: int, tell: Callable[[Tally], None]) -> Tally:
    """Let invented people sign for so many seconds, then wait for the last to confirm; ``tell`` is told how far it is, once a second.

    :raises NoPetition: if no petition of a demonstration is open
    """
    campaign = Campaign.objects.filter(crisis__is_demonstration=True, opens_on__isnull=False, closed_at__isnull=True).first()
    if campaign is None:
        raise NoPetition
    where = f"{campaign.crisis.slug}/petitions/{campaign.slug}"
    tally, over = Tally(), threading.Event()
    turns = _turns(per_second, seconds)
    lock = threading.Lock()
    signers = [threading.Thread(target=_sign_all, args=(port, where, turns, lock, tally), daemon=True) for _hand in range(hands)]
    confirming = threading.Thread(target=_confirm_all, args=(port, campaign, over, tally), daemon=True)
    for thread in (*signers, confirming):
        thread.start()
    while any(thread.is_alive() for thread in signers):
        time.sleep(1)
        tell(tally)
    over.set()
    confirming.join()
    return tally


def _turns(per_second: float, seconds: float) -> Iterator[float]:
    """Give the moments at which somebody signs, as drawn for people who know nothing of each other (a Poisson process)."""
    begun, passed = time.monotonic(), 0.0
    while (passed := passed + random.expovariate(per_second)) < seconds:
        yield begun + passed


def _sign_all(port: int, where: str, turns: Iterator[float], lock: threading.Lock, tally: Tally) -> None:
    signers = table("petitions")["signers"]
    while True:
        with lock:
            moment = next(turns, None)
        if moment is None:
            return
        time.sleep(max(0.0, moment - time.monotonic()))
        try:
            tally.add("signed" if _sign(port, where, signers) else "failed")
        except OSError:
            tally.add("failed")


def _sign(port: int, where: str, signers: Table) -> bool:
    """Fetch the page and send its form, from an address of the range that is kept for such tests (RFC 2544)."""
    language, chance = random.choice(LANGUAGES), random.SystemRandom()  # noqa: S311
    address = f"198.{18 + chance.randrange(2)}.{chance.randrange(256)}.{chance.randrange(1, 255)}"
    asker = Asker(port, {"X-Forwarded-For": address, "Sec-Fetch-Site": "same-origin"})
    page = asker.get(f"/{language}/{where}/")
    fields = {
        **{name: value for name, value in hidden_fields(page.text).items() if name in {"ticket", "language"}},
        "name": f"{chance.choice(signers['given'])} {chance.choice(signers['family'])}",
        "mail": f"surge-{secrets.token_hex(6)}@signers.example",
        "country": chance.choices(list(signers["countries"]), weights=list(signers["countries"].values()))[0],
        "postcode": "",
        "visibility": chance.choice(["public", "addressee", "counted"]),
        "website": "",
    }
    answer = asker.post_form(f"/{language}/{where}/sign/", list(fields.items()))
    return answer.status == OK and 'name="mail"' not in answer.text  # whoever is asked again has not signed


def _confirm_all(port: int, campaign: Campaign, over: threading.Event, tally: Tally) -> None:
    """Click on every link as its signer would, until nothing more comes."""
    done: set[object] = set()
    with ThreadPoolExecutor(CLICKING) as pool:
        while True:
            was_over = over.is_set()
            pending = WaitingMail.objects.filter(roll=campaign.roll, kind=MailKind.CONFIRM, signature__state=State.PENDING)
            fresh = [mail for mail in pending.exclude(state="held") if mail.pk not in done]
            done.update(mail.pk for mail in fresh)
            for told in pool.map(lambda mail: _confirm(port, mail), fresh):
                if told:
                    tally.add(told)
            if was_over and not fresh:
                return
            time.sleep(PAUSE)


def _confirm(port: int, mail: WaitingMail) -> str:
    """Open the mail, follow its link and press the button; give what it counts as, nothing for a mail that is not of this surge."""
    try:
        fields = open_mail(own_key("mail"), bytes(mail.blob))
    except NotSealed:
        return ""
    if not str(fields["to"]).startswith("surge-"):
        return ""
    asker = Asker(port, {"Sec-Fetch-Site": "same-origin"})
    page = f"/{mail.language}/signature/{fields['token']}/"
    try:
        answer = asker.post_form(page, [*hidden_fields(asker.get(page).text).items(), ("do", "confirm")])
    except OSError:
        return "failed"
    return "confirmed" if answer.status < REFUSED else "failed"
