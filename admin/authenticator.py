"""The authenticator app: its secret as a QR code, and which time step a code belongs to (RFC 6238)."""

import hmac
from datetime import datetime

import pyotp
import segno

ISSUER = "Công Đoàn Bot"
STEP_S = 30
DRIFT = (0, -1, 1)  # steps: clocks of phones are off by some seconds


def find_step(secret: str, code: str, *, now: datetime) -> int | None:
    """The time step of a right code, at most one step away from now; None for a wrong one."""
    bare = "".join(code.split())
    if not (bare.isascii() and bare.isdigit() and len(bare) == 6):
        return None
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_S
    for offset in DRIFT:
        if hmac.compare_digest(totp.generate_otp(current + offset), bare):
            return current + offset
    return None


def draw_secret(secret: str, login: str) -> str:
    """The QR code that an authenticator app scans, as SVG to be placed in a page."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)
    svg: str = segno.make(uri, error="m").svg_inline(
        scale=5,
        border=4,
        dark="#000",
        light="#fff",
        title="Mã QR để thêm vào ứng dụng xác thực",
        omitsize=True,
    )
    return svg


def spell_secret(secret: str) -> str:
    """The secret in groups of four, to be typed by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
