"""A message as push services take it: sealed for one browser (RFC 8291, RFC 8188), signed by the paper (RFC 8292)."""

from __future__ import annotations

import base64
import json
import os
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LARGEST = 3_000  # bytes of a message; every push service takes 4,096 sealed ones
RECORD = 4_096
HOLDS = 12 * 60 * 60  # seconds


class Unusable(ValueError):
    """What a browser is said to have sent, and no browser sends."""


def seal(message: bytes, p256dh: str, auth: str, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes = b"") -> bytes:
    """One record. `own` and `salt` are made anew for each message. Raises `Unusable`."""
    reader, secret = keys_of(p256dh, auth)
    own, salt = own or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(16)
    theirs, ours = _point(reader), _point(own.public_key())
    shared = _derive(own.exchange(ec.ECDH(), reader), secret, b"WebPush: info\0" + theirs + ours, 32)
    key = _derive(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(shared, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4) + len(ours).to_bytes(1) + ours
    return head + AESGCM(key).encrypt(nonce, message[:LARGEST] + b"\2", None)


def keys_of(p256dh: str, auth: str) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    """Raises `Unusable` where they are none."""
    try:
        reader, secret = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpacked(p256dh)), unpacked(auth)
    except ValueError as error:
        raise Unusable(str(error)) from error
    if len(secret) != 16:
        raise Unusable("auth")
    return reader, secret


def signature(key: str, audience: str, contact: str) -> str:
    """The header `Authorization`. `audience`: the push service's origin; `contact`: a `mailto:` or `https:` address."""
    own = _own(key)
    told = {"aud": audience, "exp": int(time.time()) + HOLDS, "sub": contact}
    signed = ".".join(packed(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, told))
    r, s = decode_dss_signature(own.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"vapid t={signed}.{packed(r.to_bytes(32) + s.to_bytes(32))}, k={public_key(key)}"


def public_key(key: str) -> str:
    """What browsers are told when they ask their push service for an endpoint."""
    return packed(_point(_own(key).public_key()))


def packed(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    """Raises `ValueError`."""
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _own(key: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(unpacked(key)), ec.SECP256R1())


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
