"""What a signer finds behind the link of their mail."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from safeconduct.signing.models import Signature, WaitingMail
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.ram import own_key
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.signatures import CODE_LENGTH, TOKEN_LENGTH, open_mail, open_own, read_token, tag_of, token_hash


@dataclass(frozen=True, slots=True)
class OwnSignature:
    """A signature as its signer sees it; ``name`` is empty where nothing is kept."""

    token: str
    roll: UUID
    reference: str  # of the campaign
    is_closed: bool
    state: State
    visibility: Visibility
    name: str
    country: str
    signed_on: date
    confirmed_on: date | None
    is_shown: bool  # its name stands on the public page
    is_in_danger: bool  # from a country where signing is dangerous

    @property
    def is_confirmed(self) -> bool:
        """Tell whether it counts."""
        return self.state is State.CONFIRMED


def behind_link(typed: str) -> Signature | None:
    """Give the signature that a token leads to, however it was typed; ``None`` where there is none."""
    token = read_token(typed[: 2 * TOKEN_LENGTH])
    if len(token) != TOKEN_LENGTH:
        return None
    return Signature.objects.select_related("roll").filter(token=token_hash(token)).first()


def behind_code(typed: str) -> Signature | None:
    """Give the signature that waits for this code; ``None`` where none does."""
    code = read_token(typed[: 3 * CODE_LENGTH])
    if len(code) != CODE_LENGTH:
        return None
    return Signature.objects.select_related("roll").filter(code=code_tag(code)).first()


def code_tag(code: str) -> bytes:
    """Give what is kept of a code: keyed by what lies in memory alone, since fifty bits could be tried out."""
    return tag_of(own_key("mail"), "code", code)


def kept_for(signature: Signature, token: str) -> dict[str, Any]:
    """Give the signer's own copy: name and country; empty where none is kept, or the token is another."""
    try:
        return open_own(token, bytes(signature.own)) if signature.own else {}
    except NotSealed:
        return {}


def waiting_token(signature: Signature) -> str:
    """Give the token of a signature's link as long as it waits, sealed, for a mail or a reminder; else nothing."""
    for blob in WaitingMail.objects.filter(signature=signature).values_list("blob", flat=True):
        try:
            token = str(open_mail(own_key("mail"), bytes(blob)).get("token", ""))
        except NotSealed:
            continue
        if token_hash(token) == bytes(signature.token):
            return token
    return ""


def own_signature(typed: str) -> OwnSignature | None:
    """Give what the signer sees behind a link; ``None`` where it leads nowhere."""
    signature, token = behind_link(typed), read_token(typed)
    if signature is None:
        return None
    kept = kept_for(signature, token)
    return OwnSignature(
        token=token,
        roll=signature.roll_id,
        reference=signature.roll.reference,
        is_closed=signature.roll.state == "closed",
        state=State(signature.state),
        visibility=Visibility(signature.visibility),
        name=str(kept.get("name", "")),
        country=str(kept.get("country", signature.country)),
        signed_on=signature.signed_on,
        confirmed_on=signature.confirmed_on,
        is_shown=hasattr(signature, "public_name"),
        is_in_danger=signature.country in signature.roll.danger,
    )
