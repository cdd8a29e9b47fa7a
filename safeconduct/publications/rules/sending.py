"""Where and when copies of a letter go: their kinds, the clock of the receiving place, by when a reply is due. Pure."""

from enum import StrEnum

from babel.core import get_global

from safeconduct.advocacy.rules.replies import WITHIN
from safeconduct.advocacy.rules.verdicts import Via

REPLY_WORKING_DAYS = WITHIN[Via.LETTER]  # in the receiving country; after that silence is recorded


class DispatchKind(StrEnum):
    """Why a recipient gets a copy."""

    LETTER = "letter"
    CORRECTION = "correction"
    RECALL = "recall"
    CHASER = "chaser"


# Where the government sits, of countries with more than one clock.
_SEATS = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "EU": "Europe/Brussels",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PG": "Pacific/Port_Moresby",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}


def zone_of(place: str) -> str:
    """Give the IANA zone in which offices of this place (``LT``, ``RU-CE``, ``EU``) keep their hours; ``""`` where none is known."""
    country = place.partition("-")[0].upper()
    if country in _SEATS:
        return _SEATS[country]
    zones = get_global("territory_zones").get(country, [])
    return str(zones[0]) if zones else ""
