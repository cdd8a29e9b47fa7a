"""Mails to signers that lie in memory because no mail server is set, as somebody would read them."""

from email import message_from_bytes
from email.policy import default

from safeconduct.signing.storing.letters import kept_letters


def newest_letters(most: int) -> list[str]:
    """Give the newest mails as text: to whom, the subject, the words."""
    found = []
    for path in kept_letters()[:most]:
        try:
            mail = message_from_bytes(path.read_bytes(), policy=default)
        except FileNotFoundError:
            continue
        found.append(f"To: {mail['to']}\nSubject: {mail['subject']}\n\n{mail.get_content()}")
    return found
