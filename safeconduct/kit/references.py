"""Short random references that people can read aloud: ``CL-7Q4MZK``. No counters, so that nothing can be counted from them."""

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField  # Django's own class takes no type parameters while running

# Crockford's base 32: no I, L, O, U, so that nothing is misread and no word is spelt.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def new_reference(prefix: str) -> str:
    """Make a fresh reference; 32**6 values, unique by the database."""
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


class ReferenceField(TextColumn):
    """A unique random reference with a prefix that tells what kind of thing it is."""

    def __init__(self, *args: Any, prefix: str = "", **kwargs: Any) -> None:
        self.prefix = prefix
        kwargs.setdefault("max_length", 16)
        kwargs["unique"] = True
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["prefix"] = self.prefix
        kwargs.pop("unique", None)
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 — Django's signature
        if not getattr(model_instance, self.attname, ""):
            setattr(model_instance, self.attname, new_reference(self.prefix))
        return super().pre_save(model_instance, add)
