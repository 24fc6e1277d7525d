"""Base64url that can be written in one way only: its last character may carry bits that decoding ignores."""

import base64
import binascii


def is_canonical(text: str) -> bool:
    """Whether this is unpadded base64url as an encoder writes it, so that no other text decodes to the same bytes."""
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    return base64.urlsafe_b64encode(decoded).rstrip(b"=").decode() == text
