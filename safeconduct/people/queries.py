"""What is shown of members and invitations."""

import base64

from safeconduct.people.access import root_key


def invitation_link(origin: str, token: str) -> str:
    """Give the link that an invitation is: ``origin`` such as ``https://desk.example.org``, then the page, then what browsers do not send.

    With the token travels the coalition's root key, once there is one: so that whoever joins need not believe the server about it.
    """
    key = base64.urlsafe_b64encode(root_key()).decode().rstrip("=")
    return f"{origin.rstrip('/')}/desk/join/#{token}{'.' + key if key else ''}"
