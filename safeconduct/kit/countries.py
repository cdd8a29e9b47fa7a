"""Countries by their two letters, named in a language."""

from babel import Locale

# Territories of CLDR that are no country one writes from.
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})


def country_names(language: str) -> dict[str, str]:
    """Give the countries by their two letters (ISO 3166-1), named in the language, in its order."""
    territories = Locale.parse(language.replace("-", "_")).territories
    named = {code: str(name) for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY}  # noqa: PLR2004
    return dict(sorted(named.items(), key=lambda row: row[1].casefold()))
