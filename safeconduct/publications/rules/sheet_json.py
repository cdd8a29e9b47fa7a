"""A sheet as plain JSON and back: what is handed to the process that sets it. Pure."""

from dataclasses import asdict
from typing import Any

from safeconduct.publications.rules.sheet import Block, BlockKind, Letterhead, Note, Run, RunKind, Sheet, Signatory


def sheet_to_json(sheet: Sheet) -> dict[str, Any]:
    """Give the sheet as plain JSON."""
    return asdict(sheet)


def sheet_from_json(stored: dict[str, Any]) -> Sheet:
    """Give the sheet of what ``sheet_to_json`` gave, also after it was written and read again."""
    head = stored["letterhead"]
    made = {
        "letterhead": Letterhead(head["name"], tuple(head["lines"]), head["foot"]),
        "blocks": tuple(_block(block) for block in stored["blocks"]),
        "signatories": tuple(Signatory(**one) for one in stored["signatories"]),
        "notes": tuple(Note(**note) for note in stored["notes"]),
        "facts": tuple((label, said) for label, said in stored["facts"]),
        "boilerplates": tuple((organisation, said) for organisation, said in stored["boilerplates"]),
    }
    lists = ("recipient", "copies", "siblings", "enclosures", "notices", "contacts")
    return Sheet(**{**stored, **{name: tuple(stored[name]) for name in lists}, **made})


def _block(stored: dict[str, Any]) -> Block:
    runs = tuple(Run(run["text"], RunKind(run["kind"]), run["target"]) for run in stored["runs"])
    return Block(BlockKind(stored["kind"]), runs, stored["number"], stored["speaker"])
