"""The form that invites somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.people.actions.invite_member import LONGEST
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import ROLE_NAMES, Permission, Role, may_give

USUAL = 7


class Invite(forms.Form):
    """Who somebody will be here. Their name and their keys they bring themselves."""

    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        help_text=_("Your own, or one that is new to the coalition. One that has members invites its people itself."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    country = forms.CharField(
        label=_("Country of a new organisation"), max_length=2, required=False, help_text=_("Two letters, such as SE.")
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "What they may do. The hotline answers requests for help; a steward of keys vouches for colleagues and opens channels."
        ),
        error_messages={"required": _("Choose at least one role.")},
    )
    days = forms.IntegerField(label=_("Days that the invitation holds"), min_value=1, max_value=LONGEST, initial=USUAL)

    def __init__(self, *args: Any, request: DeskRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by = request.member
        given = [role for role in ROLE_NAMES if may_give(by.permissions, role)]
        self.fields["roles"].choices = [(role.value, ROLE_NAMES[role]) for role in given]  # type: ignore[attr-defined]
        self.fields["organisation"].initial = by.organisation.name
        if not by.may(Permission.CRISIS_OPEN):
            del self.fields["organisation"], self.fields["country"]

    def chosen_roles(self) -> list[Role]:
        """Give the roles that were ticked."""
        return [Role(role) for role in self.cleaned_data["roles"]]
