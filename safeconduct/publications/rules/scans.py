"""What a scan of a receipt or an answer may be. Pure."""

LARGEST_SCAN = 8 * 1024 * 1024  # bytes

_BEGINNINGS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def scan_type(content: bytes) -> str:
    """Give the media type of a scan by its first bytes; ``""`` for one that is not taken. What the browser says of it is not asked."""
    return next((name for beginning, name in _BEGINNINGS.items() if content.startswith(beginning)), "")
