"""Invented Popolo files: nobody in them lives, and every address is reserved for examples."""

import csv
import io
import json
from typing import Any

GIVEN = ("Anna", "Bo", "Clara", "David", "Edda", "Farid", "Greta", "Hamid", "Irja", "Jonna", "Karim", "Lova")
FAMILY = ("Exempel", "Prov", "Muster", "Eksempel", "Примерова", "Esimerkki", "Przyklad", "Pavyzdys", "Néant", "Þrándsdóttir")
PLACES = ("LT", "SE", "DK", "DE", "FR", "NO", "NL", "PL", "FI", "EE")


def popolo(posts: int = 12, *, bodies: int = 3, changed: int = 0, seats: int = 0) -> dict[str, Any]:
    """Give a Popolo file with this many ministers' posts and members' seats; of the first ``changed`` posts the holder has changed."""
    organizations = [
        {
            "id": f"org-{number}",
            "name": f"Invented Ministry {number}",
            "classification": "ministry",
            "place": PLACES[number % len(PLACES)],
            "contact_details": [{"type": "address", "value": f"{number} Harbour Row\n10000 Northtown"}],
        }
        for number in range(bodies)
    ]
    found: dict[str, Any] = {"organizations": organizations, "posts": [], "persons": [], "memberships": []}
    for number in range(posts):
        _post(found, number, f"org-{number % bodies}", has_changed=number < changed)
    if seats:
        organizations.append({"id": "house", "name": "Invented Parliament", "classification": "legislature", "place": "LT"})
    for number in range(seats):
        person = _person(found, f"member-{number}", number)
        found["memberships"].append({"person_id": person, "organization_id": "house", "role": "member", "start_date": "2016-11-14"})
    return found


def popolo_bytes(*given: Any, **named: Any) -> bytes:
    """Give the same as a file."""
    return json.dumps(popolo(*given, **named), ensure_ascii=False).encode()


def table_bytes(lines: list[dict[str, str]], *, separator: str = ",") -> bytes:
    """Give a table with these lines; the columns are those of the first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def _post(found: dict[str, Any], number: int, body: str, *, has_changed: bool) -> None:
    found["posts"].append(
        {
            "id": f"post-{number}",
            "organization_id": body,
            "label": f"Minister for matter {number}",
            "contact_details": [{"type": "email", "value": f"matter-{number}@ministry.example"}],
        }
    )
    first = _person(found, f"person-{number}", number)
    term = {"id": f"term-{number}", "person_id": first, "post_id": f"post-{number}", "organization_id": body, "start_date": "2016-12-13"}
    found["memberships"].append(term)
    if has_changed:
        term["end_date"] = "2018-03-01"
        successor = _person(found, f"successor-{number}", number + 5)
        found["memberships"].append({**term, "id": f"next-{number}", "person_id": successor, "start_date": "2018-03-02", "end_date": None})


def _person(found: dict[str, Any], key: str, number: int) -> str:
    given, family = GIVEN[number % len(GIVEN)], f"{FAMILY[number // len(GIVEN) % len(FAMILY)]} {number}"
    found["persons"].append(
        {
            "id": key,
            "name": f"{given} {family}",
            "given_name": given,
            "family_name": family,
            "gender": ("female", "male", "")[number % 3],
            "email": f"{key}@office.example",
        }
    )
    return key
