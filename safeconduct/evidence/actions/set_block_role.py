"""Set what a block is on its page, and follow it with the proposals."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.evidence.models import Block, Document
from safeconduct.evidence.proposing import renew_proposals
from safeconduct.evidence.reading.shapes import Role
from safeconduct.evidence.search.entries import index_document
from safeconduct.people.models import Member


@transaction.atomic
def set_block_role(*, document: Document, block: Block, role: Role, by: Member, at: datetime) -> None:
    """Change the block's role; open proposals of the document are made anew, decided ones stay."""
    was = block.role
    block.role, block.role_set_by, block.confidence = role, by, 1.0
    block.save(update_fields=["role", "role_set_by", "confidence"])
    record("evidence.block-role-set", document.reference, by=by.reference, at=at, block=block.index, was=was, role=role)
    renew_proposals(document)
    index_document(document)
