"""The house of one organisation: shelters whose addresses two people open, and ceilings. All of it invented."""

from datetime import timedelta
from uuid import uuid4

from safeconduct.demo.tables import rows
from safeconduct.demo.telling.keys import Keyed
from safeconduct.demo.telling.publications import Desk
from safeconduct.demo.telling.registers import INVENTED, make_register, write_entry
from safeconduct.vault.actions.seal_strongbox import seal_strongbox
from safeconduct.vault.format import strongboxes
from safeconduct.vault.receiving import Given


def tell_house(desk: Desk, holders: list[Keyed]) -> None:
    """Write the house register of the first holder's organisation, and seal the addresses for all of them."""
    register = make_register("house", holders[0].member.organisation.reference, holders, desk)
    for row in rows("ways", "shelter"):
        body = {name: row[name] for name in ("code", "is_free", "fits", "languages", "rules")}
        box = str(_seal_address(desk, holders, row["address"]))
        write_entry(register, uuid4(), {"kind": "shelter", **body, "strongbox": box}, holders[0], desk)
    for row in rows("ways", "ceiling"):
        body = {"kind": "ceiling", **row, "currency": "EUR", "source": INVENTED}
        write_entry(register, uuid4(), body, holders[0], desk)


def _seal_address(desk: Desk, holders: list[Keyed], address: str) -> object:
    maker, box = holders[0], uuid4()
    recipients = {one.member.reference: one.keys.public.recipient for one in holders}
    payload = {"address": address, "how": "Ring twice. (Invented)"}
    content, shares = strongboxes.seal_strongbox(
        payload, box=box, sharers=recipients, by=maker.member.reference, seed=maker.keys.bundle.seed
    )
    given = [Given(share.member, share.blob, share.signature) for share in shares]
    seal_strongbox(id_=box, blob=content, shares=given, expires_on=None, by=maker.member, at=desk.at - timedelta(days=9))
    return box
