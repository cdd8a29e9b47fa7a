"""Let a signer decide anew how to be seen: less at once, more only as far as the link opens what is needed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.signing.actions.confirm_signature import LinkUnknown, show_name
from safeconduct.signing.models import PublicName, Signature
from safeconduct.signing.queries.own import behind_link
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.vault.format.signatures import read_token

MAY_CHANGE = {State.PENDING, State.CONFIRMED, State.BOUNCED}


class NothingKept(Refused):
    """Of who is only counted there is no name any more."""

    code = "nothing-kept"
    sentence = _("Of this signature no name is kept, so none can be shown. To be named, take it back and sign again.")


class NotNow(Refused):
    """A signature that was taken back, or looked at by a person, is seen by nobody."""

    code = "not-now"
    sentence = _("This signature does not count, so nobody sees it. Nothing was changed.")


def hide_signature(token: str, visibility: Visibility, *, on: date) -> Signature:
    """Change how the signer is seen. A public name goes in this moment; of who wants to be only counted everything sealed goes too.

    What was handed over before, nobody can take back from whoever has it.

    :raises LinkUnknown: if the link leads nowhere
    :raises NotNow: if the signature no longer counts
    :raises NothingKept: if a name is to be seen that is not kept
    """
    found = behind_link(token)
    if found is None:
        raise LinkUnknown
    with transaction.atomic(using=DATABASE):
        signature = Signature.objects.select_for_update().get(pk=found.pk)
        if signature.state not in MAY_CHANGE:
            raise NotNow
        is_over = signature.state == State.CONFIRMED and visibility is Visibility.COUNTED
        if visibility is not Visibility.COUNTED and not signature.own:
            raise NothingKept
        signature.visibility = visibility
        if visibility is not Visibility.PUBLIC:
            PublicName.objects.filter(signature=signature.pk).delete()
        if is_over:
            signature.own = b""
            signature.blob = signature.blob if signature.is_provisional else b""  # a provisional one must first be compared
        signature.save(update_fields=["visibility", "blob", "own"])
        if signature.state == State.CONFIRMED and visibility is Visibility.PUBLIC and not show_name(signature, read_token(token), on=on):
            raise NothingKept
    return signature
