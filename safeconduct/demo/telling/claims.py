"""Claims: what is said, by whom, resting on what; denials beside them, and how claims stand to one another."""

from datetime import datetime
from typing import Any

from safeconduct.demo.tables import Table, by_key, rows
from safeconduct.demo.telling.scene import Scene
from safeconduct.demo.telling.sources import citation
from safeconduct.evidence.actions.attribute_claim import Saying
from safeconduct.evidence.actions.cite_report import cite_report
from safeconduct.evidence.actions.confirm_claim import Content, confirm_claim
from safeconduct.evidence.actions.deny_claim import deny_claim
from safeconduct.evidence.actions.publish_claim import publish_claim
from safeconduct.evidence.actions.relate_claims import relate_claims
from safeconduct.evidence.actions.set_origin import Beginning, set_origin
from safeconduct.evidence.actions.translate_claim import translate_claim
from safeconduct.evidence.models import Attribution, Claim
from safeconduct.evidence.reading.shapes import Mode, OriginKind, Qualifier, Quantity
from safeconduct.people.models import Member

ORIGINAL = "en"
ORIGIN = "origin:"


def quantity_of(given: Table | None) -> Quantity | None:
    """Give the number as the table holds it; ``None`` where there is none."""
    return Quantity(**{**given, "qualifier": Qualifier(given["qualifier"])}) if given else None


def tell_claims(scene: Scene) -> dict[str, Claim]:
    """Enter every claim of the story in all its languages and give them by key."""
    claims = {row["key"]: _tell(scene, row) for row in rows("claims", "claim")}
    for row in rows("claims", "claim"):
        for relation in row.get("relation", ()):
            facts = {name: relation[name] for name in ("kind", "reason", "is_credible") if name in relation}
            relate_claims(claim=claims[row["key"]], other=claims[relation["to"]], **facts, by=scene.by, at=scene.at)
    return claims


def publish_claims(*, claims: dict[str, Claim], by: Member, at: datetime) -> None:
    """Put the claims on the public page."""
    for claim in claims.values():
        claim.refresh_from_db()
        publish_claim(claim=claim, by=by, at=at)


def _tell(scene: Scene, row: Table) -> Claim:
    by, at = scene.by, scene.at
    said = row["attribution"]
    sayings = [_saying(scene, one) for one in said]
    claim = confirm_claim(crisis=scene.crisis, content=_content(row), sayings=sayings, passage=None, by=by, at=at)
    for language, text in row["text"].items():
        if language != ORIGINAL:
            translate_claim(claim=claim, language=language, text=text, by=by, at=at)
    attributions = dict(zip([one["key"] for one in said], claim.attributions.order_by("pk"), strict=True))
    for one in said:
        _rest(scene, attributions, one)
    for denial in row.get("denial", ()):
        deny_claim(
            claim=claim,
            speaker=scene.sources[denial["speaker"]].name,
            passage=None,
            said=denial["said"],
            citation=citation(denial["document"]),
            by=by,
            at=at,
        )
    return claim


def _content(row: Table) -> Content:
    return Content(
        text=row["text"][ORIGINAL],
        language=ORIGINAL,
        act=row["act"],
        affected=row["affected"],
        place=row["place"],
        when=row["when"],
        is_negative=row.get("is_negative", False),
        quantity=quantity_of(row.get("quantity")),
        population=row.get("population", ""),
        scope_note=row.get("scope_note", ""),
    )


def _saying(scene: Scene, one: Table) -> Saying:
    figure: dict[str, Any] = one.get("quantity", {})
    return Saying(
        speaker=scene.sources[one["speaker"]].name,
        mode=Mode(one["mode"]),
        said=one["said"],
        qualifier=figure.get("qualifier", ""),
        low=figure.get("low"),
        high=figure.get("high"),
        quantity_verbatim=figure.get("verbatim", ""),
        citation=citation(one["document"]) if "document" in one else "",
    )


def _rest(scene: Scene, attributions: dict[str, Attribution], one: Table) -> None:
    """Let an attribution rest on the others, and on the origins, that its table names."""
    attribution = attributions[one["key"]]
    for key in one.get("rests_on", ()):
        if key.startswith(ORIGIN):
            origin = _beginning(scene, key.removeprefix(ORIGIN))
            set_origin(attribution=attribution, origin=origin, by=scene.by, at=scene.at, keeps_others=True)
        else:
            cite_report(attribution=attribution, cited=attributions[key], by=scene.by, at=scene.at)


def _beginning(scene: Scene, key: str) -> Beginning:
    row = by_key("origins", "origin")[key]
    return Beginning(
        kind=OriginKind(row["kind"]), label=row["label"], holder=scene.sources[row["holder"]].name, period=row.get("period", "")
    )
