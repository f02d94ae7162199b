"""Whether a body comes from LINE."""

from __future__ import annotations

import hmac
from base64 import b64encode
from hashlib import sha256


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """Over the bytes as they came: the SDK's own check wants them decoded first."""
    digest = hmac.new(secret.encode(), body, sha256).digest()
    return hmac.compare_digest(b64encode(digest), signature.encode("latin-1", "replace"))
