"""Compare what the rules propose with what a person annotated by hand: precision and recall for each field.

The JSON form of an annotation is described in docs/reference/gold.md. A field that an annotation does not have is not
scored for that document, so that partial annotations are useful.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safeconduct.evidence.reading.annotations import (
    as_list,
    gold_quantity,
    gold_speakers,
    same_name,
    same_numbers,
    same_text,
    text_of,
    texts_of,
)
from safeconduct.evidence.reading.propose import addressees_of, propose
from safeconduct.evidence.reading.propose.mentions import places
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import Kind, Proposal, Reading

DOCUMENT_SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".docx", ".eml", ".md")
FIELDS = (
    "languages", "kind", "publisher", "published_on", "published_basis", "addressees", "demands", "demand_addressees", "claims",
    "claim_quantities", "claim_qualifiers", "claim_attributions", "responses", "response_types", "deeds", "denials", "people_quoted",
    "payment_channels", "goals",
)  # fmt: skip
LISTS = {
    "demands": ("demands",),
    "claims": ("claims",),
    "responses": ("responses",),
    "deeds": ("deeds",),
    "denials": ("denials",),
    "people_quoted": ("people_quoted", "quoted", "quotations", "people"),
    "payment_channels": ("payment_channels", "payments", "channels"),
    "goals": ("goals", "goal"),
}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document and what a person found in it."""

    path: Path
    gold: dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts for one field over all documents."""

    right: int = 0  # proposed and annotated
    extra: int = 0  # proposed, not annotated
    missed: int = 0  # annotated, not proposed

    @property
    def precision(self) -> float | None:
        """Of what was proposed, how much is right; none where nothing was proposed."""
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        """Of what was annotated, how much was proposed; none where nothing was annotated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(slots=True)
class ScoreTable:
    """The tally of every field, and what was missed or superfluous, for a person to look at."""

    documents: int = 0
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    notes: list[str] = field(default_factory=list)


def load_gold(path: Path) -> list[GoldDocument]:
    """Load the annotations of a directory, or of one JSON file: each names its ``file`` or has a document of the same stem.

    :raises FileNotFoundError: if an annotation has no document
    :raises ValueError: if a JSON file is neither an annotation nor a list of them
    """
    found = []
    for json_path in sorted(path.rglob("*.json")) if path.is_dir() else [path]:
        data = json.loads(json_path.read_text(encoding="utf-8"))
        entries = data if isinstance(data, list) else data.get("documents", [data]) if isinstance(data, dict) else None
        if entries is None:
            msg = f"{json_path.name} holds no annotation."
            raise ValueError(msg)
        found += [GoldDocument(_document_of(json_path, entry), entry) for entry in entries]
    return found


def _document_of(json_path: Path, entry: dict[str, Any]) -> Path:
    name = entry.get("file") or entry.get("document") or entry.get("path") or ""
    candidates = [json_path.parent / str(name)] if isinstance(name, str) and name else []
    candidates += [json_path.with_suffix(suffix) for suffix in DOCUMENT_SUFFIXES] + [json_path.with_suffix("")]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    msg = f'No document found for the annotation {json_path.name}: name it in "file" or give it the same stem.'
    raise FileNotFoundError(msg)


def score(gold_dir: Path) -> ScoreTable:
    """Read every annotated document of a directory, propose, and compare."""
    table = ScoreTable()
    for document in load_gold(gold_dir):
        reading = read_document(document.path.read_bytes(), name=document.path.name)
        compare(table, document.path.name, document.gold, reading, propose(reading))
    return table


def compare(table: ScoreTable, name: str, gold: dict[str, Any], reading: Reading, proposals: Sequence[Proposal]) -> None:
    """Add one document to the table."""
    table.documents += 1
    _compare_head(table, name, gold, reading)
    if "addressees" in gold or "addressee" in gold:
        wanted = texts_of(gold.get("addressees", gold.get("addressee")))
        found = list(dict.fromkeys([*addressees_of(reading), *(a for p in proposals for a in p.addressees)]))
        _count(table, name, "addressees", wanted, found, lambda a, b: same_name(str(a), str(b)))
    for label, keys in LISTS.items():
        key = next((k for k in keys if k in gold), None)
        if key is not None:
            kinds = _KINDS[label] - ({Kind.DEED} if label == "responses" and "deeds" in gold else set())
            _COMPARE[label](table, name, as_list(gold[key]), [p for p in proposals if p.kind in kinds and not p.held])


def _compare_head(table: ScoreTable, name: str, gold: dict[str, Any], reading: Reading) -> None:
    if "languages" in gold or "language" in gold:
        wanted = [x.split("-")[0].lower() for x in texts_of(gold.get("languages", gold.get("language")))]
        _count(table, name, "languages", wanted, list(reading.languages), lambda a, b: _norwegian(str(a)) == _norwegian(str(b)))
    for label, found in (("kind", reading.kind), ("publisher", reading.publisher)):
        if gold.get(label):
            same = (
                (lambda a, b: str(a).replace("_", "-").replace(" ", "-").lower() == str(b).lower())
                if label == "kind"
                else (lambda a, b: same_name(str(a), str(b)))
            )
            _count(table, name, label, [gold[label]], [found] if found else [], same)
    if "published_on" in gold:
        published = gold["published_on"]
        entry = published if isinstance(published, dict) else {"edtf": published, "basis": gold.get("published_basis", "")}
        wanted_date = str(entry.get("edtf") or entry.get("date") or entry.get("value") or "")
        found_date = reading.published.edtf
        _count(table, name, "published_on", [wanted_date] if wanted_date else [], [found_date] if found_date else [], lambda a, b: a == b)
        if entry.get("basis"):
            _count(
                table, name, "published_basis", [str(entry["basis"]).replace("_", "-")], [str(reading.published.basis)], lambda a, b: a == b
            )


def _norwegian(code: str) -> str:
    return "nb" if code in {"no", "nn", "nb"} else code


def _count(  # noqa: PLR0917  the six belong together
    table: ScoreTable, name: str, label: str, wanted: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]
) -> list[tuple[Any, Any]]:
    """Pair what was wanted with what was found, each once; several finds for one annotation count once."""
    tally = table.fields[label]
    pairs: list[tuple[Any, Any]] = []
    used: set[int] = set()
    for want in wanted:
        hit = next((i for i, f in enumerate(found) if i not in used and same(want, f)), None)
        if hit is None:
            tally.missed += 1
            table.notes.append(f"{name}: {label}: missed {_shown(want)}")
        else:
            used.add(hit)
            tally.right += 1
            pairs.append((want, found[hit]))
    for i, item in enumerate(found):
        if i not in used and not any(same(want, item) for want in wanted):
            tally.extra += 1
            table.notes.append(f"{name}: {label}: superfluous {_shown(item)}")
    return pairs


def _shown(item: Any) -> str:
    if isinstance(item, Proposal):
        what = item.act or item.response_type or item.deed_type or item.channel
        return f"{item.exact[:90]!r} ({what} {item.actor_place})"
    return repr(text_of(item) or item)[:110]


def _claims(table: ScoreTable, name: str, wanted: list[Any], found: list[Proposal]) -> None:
    def same(want: Any, proposal: Proposal) -> bool:
        if not same_text(text_of(want), proposal.exact):
            return False
        number = gold_quantity(want)
        return not number or proposal.quantity is None or same_numbers(number, proposal.quantity) or _one_only(want, wanted)

    ordered = sorted(found, key=lambda p: p.quantity is None)
    pairs = _count(table, name, "claims", wanted, ordered, same)
    for want, proposal in pairs:
        number = gold_quantity(want)
        if number:
            right = proposal.quantity is not None and same_numbers(number, proposal.quantity)
            _mark(table, name, "claim_quantities", want, right=right, found=proposal.quantity is not None)
            qualifier = number.get("qualifier", want.get("qualifier") if isinstance(want, dict) else None)
            if qualifier:
                same_word = proposal.quantity is not None and str(proposal.quantity.qualifier) == str(qualifier).replace("_", "-")
                _mark(table, name, "claim_qualifiers", want, right=same_word, found=proposal.quantity is not None)
        said = gold_speakers(want)
        if said is not None:
            names = [n for a in proposal.attributions for n in (a.speaker, a.cites, a.holder) if n]
            _count(
                table,
                name,
                "claim_attributions",
                said,
                list(dict.fromkeys(names))[: max(1, len(said))] if said else [],
                lambda a, b: same_name(str(a), str(b)),
            )


def _one_only(want: Any, wanted: list[Any]) -> bool:
    return sum(same_text(text_of(want), text_of(w)) for w in wanted) == 1


def _mark(table: ScoreTable, name: str, label: str, want: Any, *, right: bool, found: bool) -> None:
    tally = table.fields[label]
    if right:
        tally.right += 1
        return
    tally.missed += 1
    tally.extra += found
    table.notes.append(f"{name}: {label}: wrong for {_shown(want)}")


def _place_codes(words: str) -> set[str]:
    found = {p.code for language in ("en", "da", "sv", "nb", "de", "fr", "nl", "ru") for p in places(words, language)}
    return found | ({words} if re.fullmatch(r"[A-Z]{2}(?:-[A-Z]{2,3})?", words) else set())


def _actor(want: Any) -> str:
    return (
        str(next((want[k] for k in ("actor", "state", "country", "who", "place", "actor_place", "by") if want.get(k)), ""))
        if isinstance(want, dict)
        else ""
    )


def _same_actor(want: Any, proposal: Proposal) -> bool:
    actor = _actor(want)
    if not actor:
        return True
    codes = _place_codes(actor)
    return proposal.actor_place in codes or same_name(actor, proposal.actor) or any(c.split("-")[0] == proposal.actor_place for c in codes)


def _answers(label: str) -> Callable[[ScoreTable, str, list[Any], list[Proposal]], None]:
    def run(table: ScoreTable, name: str, wanted: list[Any], found: list[Proposal]) -> None:
        def same(want: Any, proposal: Proposal) -> bool:
            text = text_of(want) if not isinstance(want, dict) or any(want.get(k) for k in ("text", "quote", "exact", "sentence")) else ""
            kind = str(want.get("type", "")).replace("_", "-") if isinstance(want, dict) else ""
            return (same_text(text, proposal.exact) if text else kind in ("", proposal.response_type, proposal.deed_type)) and _same_actor(
                want, proposal
            )

        pairs = _count(table, name, label, wanted, found, same)
        if label == "responses":
            for want, proposal in pairs:
                kind = str(want.get("type", "")).replace("_", "-") if isinstance(want, dict) else ""
                if kind:
                    _mark(table, name, "response_types", want, right=kind in {proposal.response_type, proposal.deed_type}, found=True)

    return run


def _demands(table: ScoreTable, name: str, wanted: list[Any], found: list[Proposal]) -> None:
    pairs = _count(table, name, "demands", wanted, found, lambda w, p: same_text(text_of(w), p.exact))
    for want, proposal in pairs:
        if isinstance(want, dict) and (want.get("addressees") or want.get("addressee")):
            named = texts_of(want.get("addressees", want.get("addressee")))
            _count(table, name, "demand_addressees", named, list(proposal.addressees), lambda a, b: same_name(str(a), str(b)))


def _people(table: ScoreTable, name: str, wanted: list[Any], found: list[Proposal]) -> None:
    names = [str(w.get("name") or w.get("speaker") or w.get("person") or text_of(w)) if isinstance(w, dict) else str(w) for w in wanted]
    quoted = list(dict.fromkeys(p.actor for p in found if p.actor))
    _count(table, name, "people_quoted", list(dict.fromkeys(names)), quoted, lambda a, b: same_name(str(a), str(b)))


def _channels(table: ScoreTable, name: str, wanted: list[Any], found: list[Proposal]) -> None:
    def same(want: Any, proposal: Proposal) -> bool:
        words = " ".join(str(v) for v in want.values()) if isinstance(want, dict) else str(want)
        digits = re.sub(r"\W", "", proposal.channel_number).lower()
        return bool(digits) and digits in re.sub(r"\W", "", words).lower()

    _count(table, name, "payment_channels", wanted, found, same)


def _goals(table: ScoreTable, name: str, wanted: list[Any], found: list[Proposal]) -> None:
    def same(want: Any, proposal: Proposal) -> bool:
        words = " ".join(str(v) for v in want.values()) if isinstance(want, dict) else str(want)
        return proposal.quantity is not None and str(proposal.quantity.low) in re.sub(r"(?<=\d)[\s.,\u00a0](?=\d{3})", "", words)

    _count(table, name, "goals", wanted, found, same)


_KINDS: dict[str, frozenset[Kind]] = {
    "demands": frozenset({Kind.DEMAND}),
    "claims": frozenset({Kind.CLAIM}),
    "responses": frozenset({Kind.RESPONSE, Kind.DEED}),
    "deeds": frozenset({Kind.DEED}),
    "denials": frozenset({Kind.DENIAL}),
    "people_quoted": frozenset({Kind.QUOTATION}),
    "payment_channels": frozenset({Kind.PAYMENT_CHANNEL}),
    "goals": frozenset({Kind.GOAL}),
}
_COMPARE: dict[str, Callable[[ScoreTable, str, list[Any], list[Proposal]], None]] = {
    "demands": _demands,
    "claims": _claims,
    "responses": _answers("responses"),
    "deeds": _answers("deeds"),
    "denials": _answers("denials"),
    "people_quoted": _people,
    "payment_channels": _channels,
    "goals": _goals,
}


def render(table: ScoreTable, *, with_notes: bool = False) -> str:
    """Write the table for a terminal: a line a field, precision, recall and the counts behind them."""
    lines = [f"{table.documents} documents", "", f"{'field':<20}{'precision':>10}{'recall':>8}{'right':>7}{'extra':>7}{'missed':>8}"]
    for label, tally in table.fields.items():
        if tally.right or tally.extra or tally.missed:
            lines.append(
                f"{label:<20}{_share(tally.precision):>10}{_share(tally.recall):>8}{tally.right:>7}{tally.extra:>7}{tally.missed:>8}"
            )
    if with_notes:
        lines += ["", *_sorted_notes(table.notes)]
    return "\n".join(lines)


def _sorted_notes(notes: Iterable[str]) -> list[str]:
    return sorted(notes)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
