"""Mails to signers in the tests: signatures that wait for one, and what was written."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from safeconduct.signing.models import Roll, Signature, WaitingMail
from safeconduct.signing.queries.rolls import RolledUp, current
from safeconduct.signing.rules.kinds import MailKind, State
from safeconduct.signing.storing.letters import kept_letters
from safeconduct.signing.storing.ram import own_key
from safeconduct.vault.format.signatures import code_of, seal_mail
from tests.factories.petitions import TODAY, Signed, make_roll, make_signature


def a_signature_that_waits(
    roll: Roll | None = None, *, to: str = "ada@signers.example", kind: str = MailKind.CONFIRM, **fields: Any
) -> Signed:
    signed = make_signature(roll or make_roll(), mail=to, state=fields.pop("state", State.PENDING), **fields)
    blob = seal_mail(own_key("mail"), {"to": to, "token": signed.token, "code": code_of(signed.token)})
    WaitingMail.objects.create(roll=signed.signature.roll, signature=signed.signature, kind=kind, language="en", day=TODAY, blob=blob)
    return signed


def rolled(reference: str) -> RolledUp:
    found = current(reference)
    assert found
    return found


def letters() -> list[EmailMessage]:
    return [message_from_bytes(path.read_bytes(), policy=default) for path in kept_letters()]


def state_of(signed: Signed) -> str:
    return Signature.objects.values_list("state", flat=True).get(pk=signed.signature.pk)
