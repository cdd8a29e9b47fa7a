"""Count with each list that was handed over that one of its names is to go, so that its owner tells the addressee."""

from django.db.models import F

from safeconduct.petitions.queries.signers import lists_with
from safeconduct.signing.queries.own import OwnSignature


def note_erasure_after_handover(*, was: OwnSignature) -> int:
    """Count it and give in how many lists the name stands; ``was`` is the signature as it was before it went.

    Which name it was nobody here can say: it lay sealed, and is deleted. The signer alone can tell the addressee, and is told so.
    """
    return lists_with(was).update(gone_since=F("gone_since") + 1)
