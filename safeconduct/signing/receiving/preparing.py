"""Turn an entry into the row that is kept: tags, a token, and everything that tells who signed sealed at once."""

import secrets
from datetime import date
from uuid import UUID

from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.rules.addresses import canonical, split_mail
from safeconduct.signing.rules.entry import Entry, visibility_of
from safeconduct.signing.rules.kinds import Channel, State
from safeconduct.signing.rules.names import person_key, postcode_key
from safeconduct.signing.storing.rows import Row
from safeconduct.vault.format.octets import NONCE_LENGTH
from safeconduct.vault.format.signatures import TOKEN_BYTES, code_of, new_token, seal_mail, seal_own, seal_way, tag_of, token_hash

HALF_TAG = 8
OWN, WAY, MAIL = (slice(TOKEN_BYTES + nth * NONCE_LENGTH, TOKEN_BYTES + (nth + 1) * NONCE_LENGTH) for nth in range(3))
DRAWN = MAIL.stop  # random bytes of one signature: its token, and a nonce for each thing that is sealed under a key


def prepare(entry: Entry, rolled: RolledUp, *, on: date, channel: Channel = Channel.WEB, state: State = State.PENDING) -> Row:
    """Give the row of an entry in which ``problems_of`` finds nothing; with ``State.SET_ASIDE`` no mail will go out.

    The same entry with the same ticket gives a row with the same id, so that a form that is sent twice is kept once.
    """
    key, mail_key = rolled.key, rolled.mail_key
    local, domain = split_mail(entry.mail)
    address = canonical(entry.mail, rolled.rules)
    drawn = secrets.token_bytes(DRAWN)  # at once: each time one asks the system, other threads go first
    token, visibility = new_token(drawn[:TOKEN_BYTES]), visibility_of(entry, rolled)
    sealed = {
        "name": entry.name,
        "mail": entry.mail,
        "country": entry.country,
        "postcode": entry.postcode,
        "visibility": visibility.value,
        "consents": entry.consents,
    }
    return Row(
        id=_id_of(mail_key, entry, rolled.id, address),
        roll=rolled.id,
        tag=tag_of(key, "address", address),
        person=tag_of(key, "person", person_key(entry.name, entry.postcode)),
        home=tag_of(key, "home", f"{address}\0{postcode}")[:HALF_TAG] if (postcode := postcode_key(entry.postcode)) else b"",
        domain=tag_of(key, "domain", domain)[:HALF_TAG],
        token=token_hash(token),
        code=tag_of(mail_key, "code", code_of(token)),
        state=state.value,
        visibility=visibility.value,
        country=entry.country,
        language=_language_of(entry, rolled),
        channel=channel.value,
        is_provisional=rolled.is_provisional,
        on=on,
        blob=rolled.sealer.seal(sealed),
        own=seal_own(token, {"name": entry.name, "country": entry.country}, drawn[OWN]),
        way=seal_way(key, address, token, drawn[WAY]),
        mail=seal_mail(mail_key, {"to": f"{local}@{domain}", "token": token, "code": code_of(token)}, drawn[MAIL]),
    )


def _id_of(key: bytes, entry: Entry, roll: UUID, address: str) -> UUID:
    if not entry.ticket:
        return UUID(bytes=secrets.token_bytes(16))
    return UUID(bytes=tag_of(key, "signature", f"{entry.ticket}\0{roll.hex}\0{address}"))


def _language_of(entry: Entry, rolled: RolledUp) -> str:
    if entry.language in rolled.languages:
        return entry.language
    return rolled.languages[0] if rolled.languages else "en"
