"""What is demanded of whom, what bodies said, what they did, and where a search found nothing."""

from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.record_deed import record_deed
from safeconduct.advocacy.actions.record_response import record_response
from safeconduct.advocacy.actions.write_demand import Addressed, write_demand
from safeconduct.advocacy.models import Deed, Demand, Response
from safeconduct.advocacy.rules import DeedType, Grade, ResponseType
from safeconduct.demo.tables import Table, rows
from safeconduct.demo.telling.bodies import Bodies
from safeconduct.demo.telling.claims import quantity_of
from safeconduct.demo.telling.scene import Scene
from safeconduct.demo.telling.sources import citation, publisher_key

ORIGINAL = "en"


def tell_demands(scene: Scene, bodies: Bodies) -> dict[str, Demand]:
    """Write and publish every demand of the story and give them by key."""
    demands = {}
    for row in rows("demands", "demand"):
        demand = write_demand(
            crisis=scene.crisis,
            texts=row["text"],
            original=ORIGINAL,
            addressees=[bodies.addressed(name) for name in row["addressees"]],
            relayed_to=[bodies.addressed(name) for name in row.get("relayed_to", ())],
            demander=scene.sources[row["demander"]],
            basis=row.get("basis", ""),
            fulfilled_when=row["fulfilled_when"],
            by=scene.by,
            at=scene.at,
        )
        publish_demand(demand=demand, by=scene.by, at=scene.at)
        demands[row["key"]] = demand
    return demands


def tell_answers(scene: Scene, bodies: Bodies, demands: dict[str, Demand]) -> list[Response | Deed]:
    """Record every word and deed of the story, publish what is public, and give them all."""
    told = []
    for row in rows("answers", "answer"):
        for actor in row.get("actors", [row.get("actor")]):
            answer = _tell(scene, row, bodies.addressed(_address(actor, row)), demands)
            if row.get("public", True):
                publish_answer(answer=answer, by=scene.by, at=scene.at)
            told.append(answer)
    return told


def tell_searches(scene: Scene, bodies: Bodies) -> None:
    """Note where somebody looked for deeds and found none."""
    for row in rows("searches", "search"):
        for key in row["bodies"]:
            note_search(body=bodies.of[key], searched_until=row["until"], note=row["note"], by=scene.by, at=scene.at)


def _tell(scene: Scene, row: Table, actor: Addressed, demands: dict[str, Demand]) -> Response | Deed:
    facts: Table = {
        "crisis": scene.crisis,
        "actor": actor.body,
        "post": actor.post,
        "holder": row.get("holder", ""),
        "texts": row["text"],
        "original": ORIGINAL,
        "on": row["on"],
        "passage": None,
        "reported_by": scene.sources[publisher_key(row["document"])],
        "citation": citation(row["document"]),
        "grade": Grade(row["grade"]),
        "demand": demands[row["demand"]] if "demand" in row else None,
        "by": scene.by,
        "at": scene.at,
    }
    if row["is"] == "deed":
        return record_deed(type=DeedType(row["type"]), quantity=quantity_of(row.get("quantity")), **facts)
    return record_response(type=ResponseType(row["type"]), is_conditional=row.get("conditional", False), **facts)


def _address(actor: str, row: Table) -> str:
    return f"{actor}/{row['post']}" if "post" in row else actor
