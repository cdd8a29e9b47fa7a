"""The link of a signer, found again for a mail; and the address to which that mail comes back if nobody takes it."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from safeconduct.signing.models import Signature
from safeconduct.signing.queries.rolls import address_rules
from safeconduct.signing.rules.addresses import canonical
from safeconduct.signing.storing.ram import campaign_key, own_key
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.returns import found_id, hide_id
from safeconduct.vault.format.signatures import code_of, open_way, token_hash

RETURN = "bounce"


def keys_of(roll: UUID) -> list[bytes]:
    """Give the keys under which ways to signatures of a roll may be sealed: the campaign's, and what stood in for it."""
    key = campaign_key(roll)
    return [*([key] if key else []), own_key(f"provisional-{roll.hex}")]


def way_to(signature: Signature, address: str) -> str:
    """Give the token of a signature to which this address (in canonical form) is the way; empty for any other address."""
    for key in keys_of(signature.roll_id) if signature.way else ():
        try:
            token = open_way(key, address, bytes(signature.way))
        except NotSealed:
            continue
        if token_hash(token) == bytes(signature.token):
            return token
    return ""


def link_for(signature: Signature, to: str, token: str) -> tuple[str, str]:
    """Give the token and the code for a mail; a token that is not this signature's gives way to its own, where that is known."""
    if token_hash(token) != bytes(signature.token):
        token = way_to(signature, canonical(to, address_rules()))
    return token, code_of(token)


def return_path(signature: UUID) -> str:
    """Give the address to which a mail about a signature comes back. It names nobody, and leads to nothing without the key in memory."""
    return f"{RETURN}+{hide_id(own_key('mail'), signature.bytes)}@{settings.MAIL_DOMAIN}"


def behind_return(text: str) -> Signature | None:
    """Give the signature that an undeliverable mail was about, from what stands between plus and at."""
    number = found_id(own_key("mail"), text)
    return Signature.objects.select_related("roll").filter(pk=UUID(bytes=number)).first() if number else None


def stop_link(signature: UUID, language: str) -> str:
    """Give the address at which one press ends the news. It must work years later, so its key is the installation's own."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("public:stop", args=[language, hide_id(_stop_key(), signature.bytes)])


def behind_stop(text: str) -> Signature | None:
    """Give the signature for which such an address ends the news."""
    number = found_id(_stop_key(), text)
    return Signature.objects.filter(pk=UUID(bytes=number)).first() if number else None


def _stop_key() -> bytes:
    return salted_hmac("signing.stop", "news", algorithm="sha256").digest()
