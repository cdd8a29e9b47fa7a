"""How forms come out: GOV.UK markup, whatever the form."""

from functools import cached_property
from pathlib import Path
from typing import Any

from django.forms import renderers

OWN = Path(__file__).parent
STOCK = Path(renderers.__file__).parent


class Renderer(renderers.DjangoTemplates):
    """Renders ``{{ form }}`` with an error summary, ``{{ form.as_div }}`` without, ``{{ form.field.as_field_group }}`` one field.

    Our templates come before Django's own; with the stock renderer Django's would win.
    """

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"

    @cached_property
    def engine(self) -> Any:
        folders = [OWN / "templates", STOCK / "templates"]
        return self.backend({"APP_DIRS": True, "DIRS": folders, "NAME": "forms", "OPTIONS": {}})
