"""The one way to write each token: base64url's last character may carry bits that decoding ignores."""

import base64
import binascii


def is_canonical(text: str) -> bool:
    """Whether this is base64url without padding as an encoder writes it, so that no other text decodes to the same."""
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    return base64.urlsafe_b64encode(decoded).rstrip(b"=").decode() == text
