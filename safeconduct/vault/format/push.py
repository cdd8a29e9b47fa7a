"""What rings a duty telephone: the key that push services know us by, and the link that a telephone joins with.

Voluntary application server identification (RFC 8292): a JSON web token signed with ES256 (RFC 7518, 3.4). There is no message, so
nothing is encrypted and no key of the telephone's is needed (RFC 8291 is not used).
"""

import base64
import hashlib
import secrets
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from safeconduct.vault.format.octets import canonical

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the group P-256
COORDINATE = 32
VALID = timedelta(hours=12)  # a day at most (RFC 8292, 2)
TOKEN_BYTES = 24


def public_key(secret: str) -> str:
    """Give what a browser has to be told before it lets us ring it: a point of P-256, 65 bytes uncompressed, in base64url."""
    return _text(_key(secret).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def authorization(secret: str, *, audience: str, subject: str, at: datetime) -> str:
    """Give the header ``Authorization`` of a ring: ``audience`` is the push service's origin, ``subject`` where it can reach us."""
    claims = {"aud": audience, "exp": int((at + VALID).timestamp()), "sub": subject}
    signed = f"{_text(canonical({'alg': 'ES256', 'typ': 'JWT'}))}.{_text(canonical(claims))}"
    r, s = decode_dss_signature(_key(secret).sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = r.to_bytes(COORDINATE, "big") + s.to_bytes(COORDINATE, "big")
    return f"vapid t={signed}.{_text(signature)}, k={public_key(secret)}"


def new_link() -> str:
    """Make what stands in the link of a telephone: 192 random bits in 32 letters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def link_hash(token: str) -> bytes:
    """Give what the server keeps of it (32 bytes)."""
    return hashlib.sha256(b"safeconduct/telephone|" + token.encode()).digest()


def _key(secret: str) -> ec.EllipticCurvePrivateKey:
    """Make the key pair of the installation's secret: 512 bits are reduced, so that no number is likelier (FIPS 186-5, A.2.1)."""
    wide = int.from_bytes(hashlib.sha512(b"safeconduct/web-push|" + secret.encode()).digest(), "big")
    return ec.derive_private_key(wide % (ORDER - 1) + 1, ec.SECP256R1())


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
