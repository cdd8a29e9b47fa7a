"""When two signers are the same person: by name and postcode, however they were typed. Pure."""

import unicodedata


def name_key(name: str) -> str:
    """Give a name without case, marks and the number of spaces."""
    if name.isascii():
        return " ".join(name.casefold().split())
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).casefold().split())


def postcode_key(postcode: str) -> str:
    """Give a postcode without case, spaces and dashes."""
    return "".join(sign for sign in postcode.casefold() if sign.isalnum())


def person_key(name: str, postcode: str) -> str:
    """Give what is the same for one person who signs twice."""
    return f"{name_key(name)}\0{postcode_key(postcode)}"
