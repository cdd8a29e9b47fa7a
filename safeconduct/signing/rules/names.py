"""When two signers are the same person: by name and postcode, however they were typed. Pure."""

from unicodedata import combining, normalize


def name_key(name: str) -> str:
    """Give a name without case, marks and the number of spaces."""
    if name.isascii():
        return " ".join(name.casefold().split())
    letters = normalize("NFKD", name.casefold())
    return " ".join("".join([letter for letter in letters if not combining(letter)]).casefold().split())


def postcode_key(postcode: str) -> str:
    """Give a postcode without case, spaces and dashes."""
    plain = postcode.casefold().replace(" ", "").replace("-", "")
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


def person_key(name: str, postcode: str) -> str:
    """Give what is the same for one person who signs twice."""
    return f"{name_key(name)}\0{postcode_key(postcode)}"
