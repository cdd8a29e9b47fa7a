"""Imports of a campaign, and what a look at a file found."""

import json
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.models import Campaign, ImportRun
from safeconduct.petitions.rules.importing import Kind
from safeconduct.signing.models import Roll
from safeconduct.signing.storing.held import held
from safeconduct.signing.storing.ram import campaign_key

KIND_NAMES: dict[Kind, Any] = {
    Kind.CSV: _("A table (CSV) from anywhere"),
    Kind.OPENPETITION: _("The list that openPetition gives its owners (CSV)"),
    Kind.PYTITION: _("The list that Pytition gives its owners (CSV)"),
    Kind.UK: _("What petition.parliament.uk publishes (JSON): how many, by country"),
}
REFUSED_NAMES: dict[str, Any] = {
    "unreadable": _("The row cannot be read as cells."),
    "cells": _("The row has more cells than the head, so something in it is shifted."),
    "not-confirmed": _("Not confirmed where it comes from."),
    "bounced": _("The address takes no mail."),
    "hidden": _("Withdrawn or hidden where it comes from."),
    "no-address": _("There is no mail address, so nobody can tell whether this person signed here too."),
    "bad-address": _("What stands there is no mail address."),
    "formula": _("The name begins like a formula of a spreadsheet and holds one."),
    "link": _("There is a link in place of a name."),
    "long-name": _("The name is longer than 120 signs."),
    "already": _("Signed before: here, or further up in the file."),
}
REPAIRED_NAMES: dict[str, Any] = {
    "formula-sign": _("A sign with which a spreadsheet begins a formula was taken off the name."),
    "short-row": _("The row ends early; what is missing counts as empty."),
    "no-country": _("The country is none that is known; it counts as not said."),
    "no-day": _("There is no day that can be; it counts as signed on the day of the import."),
    "no-name": _("There is no name; this person is only counted."),
    "in-danger": _("From a country on the danger list: only counted, and the name is not kept."),
    "long-postcode": _("The postcode is too long and is left out."),
}
WHOLE_NAMES: dict[str, Any] = {
    "empty": _("There is nothing in this file."),
    "letters": _("The letters of this file cannot be read. Save it as CSV with UTF-8 letters, and not as a workbook."),
    "twice": _(
        "The letters were garbled before the file came here: “MÃ¼ller” in place of “Müller”. "
        "Export it again, and open it with UTF-8 letters if it goes through a spreadsheet."
    ),
    "head": _("The first line names no column of names or addresses. The file must begin with the heads of its columns."),
    "quote": _("A quotation mark on line %(line)s is never closed, so that all rows behind it would become one. Repair that line."),
    "json": _("This is not what petition.parliament.uk publishes of one petition."),
}


def import_for(member: Member, crisis: Crisis, reference: str, run: str) -> ImportRun:
    """Give an import of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    campaign = own_campaign_for(member, crisis, reference)
    found = ImportRun.objects.filter(campaign=campaign, reference=run).select_related("campaign", "begun_by").first()
    if found is None:
        raise Http404
    return found


def imports_with_names(campaign: Campaign) -> list[ImportRun]:
    """Give the imports of a campaign, the newest first."""
    return list(campaign.imports.select_related("begun_by").order_by("-begun_on", "-pk"))


def look_of(run: ImportRun) -> dict[str, Any] | None:
    """Give what a look found, with sentences; ``None`` where it is in this machine's memory no longer."""
    kept = held(f"{run.reference}-look")
    if kept is None:
        return None
    found: dict[str, Any] = json.loads(kept)
    found["first"] = [(line, REFUSED_NAMES[code]) for line, code in found["first"]]
    found["refused"] = said(found["outcomes"], REFUSED_NAMES)
    found["repaired"] = said(found["repairs"], REPAIRED_NAMES)
    return found


def findings_of(run: ImportRun) -> dict[str, list[tuple[str, int]]]:
    """Give what was refused and repaired, with sentences."""
    return {
        "refused": said(run.findings.get("refused", {}), REFUSED_NAMES),
        "repaired": said(run.findings.get("repaired", {}), REPAIRED_NAMES),
    }


def said(counts: dict[str, int], names: dict[str, Any]) -> list[tuple[str, int]]:
    """Give sentences with how many each, the most first."""
    return [(str(names.get(code, code)), count) for code, count in sorted(counts.items(), key=lambda row: -row[1])]


def has_key(campaign: Campaign) -> bool:
    """Tell whether this machine can compare addresses of the campaign."""
    return Roll.objects.filter(pk=campaign.roll, key_destroyed_on=None).exists() and campaign_key(campaign.roll) is not None


def is_here(run: ImportRun) -> bool:
    """Tell whether the file is still in this machine's memory."""
    return held(run.reference) is not None
