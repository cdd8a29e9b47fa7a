"""Cases on vaults that are sealed as browsers seal them. Everybody here is made up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from safeconduct.casework.models import Case, Compartment
from safeconduct.people.models import Organisation
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Record, Register
from tests.factories.vault import MONDAY, KeyedMember, KeyedVault, make_keyed_member, make_record, make_vault


@dataclass
class KeyedCase:
    """A case, its vault, and its compartments by a name that the server does not know."""

    case: Case
    vault: KeyedVault
    compartments: dict[str, KeyedVault] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return self.case.pk


def make_caseworker(handle: str = "malika", *, voucher: KeyedMember | None = None, organisation: Organisation | None = None) -> KeyedMember:
    """Enrol somebody who works on cases; by default Malika."""
    return make_keyed_member(handle, roles=[Role.CASEWORKER], voucher=voucher, organisation=organisation)


def make_case(holders: Sequence[KeyedMember], *, compartments: Sequence[str] = ("identity", "route"), **fields: Any) -> KeyedCase:
    """Open a case that these members hold, with compartments of the same holders. ``fields`` are the shell's."""
    vault = make_vault("case", holders)
    case = Case.objects.create(organisation=holders[0].member.organisation, vault=vault.vault, week_opened=MONDAY, **fields)
    keyed = KeyedCase(case, vault)
    for name in compartments:
        make_compartment(keyed, name, holders)
    return keyed


def make_compartment(keyed: KeyedCase, name: str, holders: Sequence[KeyedMember]) -> KeyedVault:
    """Give a case one more vault, for these members."""
    vault = make_vault("case", holders)
    Compartment.objects.create(case=keyed.case, vault=vault.vault)
    keyed.compartments[name] = vault
    return vault


def put_card(keyed: KeyedCase, *, by: KeyedMember, **card: Any) -> Record:
    """Write the card of a case, or its next version: what a list shows of it."""
    return make_record(keyed.vault, {"alias": "Heron", "case": str(keyed.id), **card}, by=by, type="case.card", record=keyed.id)


def put_item(vault: KeyedVault, kind: str, *, by: KeyedMember, record: UUID | None = None, **said: Any) -> Record:
    """Write an item of a case into one of its vaults, or the next version of one."""
    return make_record(vault, {"kind": kind, **said}, by=by, type="case.item", record=record or uuid4())


def make_register(purpose: str, holders: Sequence[KeyedMember]) -> Register:
    """Let a vault of these members be the register for a purpose in their organisation."""
    vault = make_vault("register", holders)
    return Register.objects.create(vault=vault.vault, purpose=purpose, scope=holders[0].member.organisation.reference)
