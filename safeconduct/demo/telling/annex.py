"""The confidential annex to the letter: invented, and sealed as the browsers of the cast would seal it."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from safeconduct.demo.tables import Table
from safeconduct.demo.telling.keys import Keyed
from safeconduct.publications.actions.begin_annex import begin_annex
from safeconduct.publications.actions.check_annex import check_annex
from safeconduct.publications.models import Publication, Version
from safeconduct.publications.queries.known import known_of
from safeconduct.publications.rules.content import from_json
from safeconduct.publications.rules.kinds import Secrecy
from safeconduct.publications.rules.leaks import annex_only
from safeconduct.vault.actions.create_vault import create_vault
from safeconduct.vault.actions.keep_record import keep_record
from safeconduct.vault.format.grants import seal_grant
from safeconduct.vault.format.records import moment_of, seal_statement
from safeconduct.vault.format.roots import ROOT_LENGTH, epoch_statement, recipient_of, vault_identity
from safeconduct.vault.format.signing import sign
from safeconduct.vault.receiving import Given

TYPE = "annex.text"  # as client/sealed/annexes.js names it


def seal_annex(publication: Publication, row: Table, holders: Sequence[Keyed], *, at: datetime) -> None:
    """Write the annex as the first of its holders."""
    writer, vault, root, record = holders[0], uuid4(), secrets.token_bytes(ROOT_LENGTH), uuid4()
    seed, recipient = writer.keys.bundle.seed, recipient_of(vault_identity(root, vault, 1))
    grants = []
    for holder in holders:
        member, key = holder.member.reference, holder.keys.public.recipient
        grants.append(Given(member, *seal_grant(root, vault=vault, epoch=1, member=member, recipient=key, seed=seed)))
    signature = sign(seed, epoch_statement(vault, 1, recipient))
    create_vault(id_=vault, kind="annex", recipient=recipient, signature=signature, grants=grants, by=writer.member, at=at)
    blob = seal_statement(
        root,
        vault=vault,
        epoch=1,
        type=TYPE,
        record=record,
        version=1,
        author=writer.member.reference,
        at=moment_of(at),
        body={"heading": row["heading"], "text": row["text"]},
        prev=b"",
        seed=seed,
    )
    keep_record(vault=vault, record=record, kind=TYPE, version=1, blob=blob, by=writer.member)
    begin_annex(publication=publication, vault=vault, record_id=record, by=writer.member, at=at)


def compare_annex(version: Version, row: Table, by: Keyed, *, at: datetime) -> None:
    """Compare the annex with the version as the browser does, and note what was found."""
    content = from_json(version.content)
    public = {part.id: part.texts for part in content.parts if part.secrecy == Secrecy.PUBLIC}
    known = known_of(content, version.publication.crisis)
    found = annex_only(f"{row['heading']}\n{row['text']}", {"title": content.titles, **public}, known, content.original)
    check_annex(annex=version.publication.annex, version=version, record_version=1, findings=len(found), by=by.member, at=at)
