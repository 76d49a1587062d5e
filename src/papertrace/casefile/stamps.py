"""Time-stamps of outside authorities (RFC 3161): questions made, answers tested. No network.

A stamp proves that the bytes it is over were there no later than its time, and nothing of what they
say. It is tested against certificates that a person named; without any, it is only compared.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerifierBuilder,
    decode_timestamp_response,
)

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

QUESTION, ANSWER = "application/timestamp-query", "application/timestamp-reply"
_WHY = 160
_PANIC = "PanicException"
"""What the libraries written in Rust raise where their own check fails; no Exception."""


class BadStamp(ValueError):
    """An answer that is no stamp of these bytes."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a sound answer says."""

    at: str
    """UTC, ISO 8601."""
    signer: str
    serial: str
    trusted: bool
    """Whether a named certificate vouches for the signer; else its signature was not tested."""


def question_of(message: bytes) -> tuple[bytes, int | None]:
    """Give what an authority is asked for a stamp over bytes, and the nonce it must answer."""
    builder = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256)
    made = builder.build()
    return made.as_bytes(), made.nonce


def certificates(pem: str) -> list[x509.Certificate]:
    """Read certificates; BadStamp where there are none or they are none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of certificates against their standard: refused
            return list(x509.load_pem_x509_certificates(pem.encode()))
    except (ValueError, Warning) as error:
        message = "there are no certificates in it"
        raise BadStamp(message) from error


def proved(
    answer: bytes, message: bytes, roots: list[x509.Certificate], nonce: int | None = None
) -> Stamp:
    """Test an answer against the bytes it must be over; BadStamp says what is wrong."""
    try:
        response = decode_timestamp_response(answer)
    except ValueError as error:
        words = "it is no answer of a time-stamp authority"
        raise BadStamp(words) from error
    try:
        if roots:
            VerifierBuilder(roots=list(roots), nonce=nonce).build().verify_message(
                response, message
            )
        else:
            _over(response, message, nonce)
        told = response.tst_info
        signers = response.signed_data.signer_infos
        signer = next(iter(signers)).issuer.rfc4514_string() if signers else ""
        at = told.gen_time.isoformat()
    except BaseException as error:  # whatever a library makes of a stranger's bytes: no stamp
        if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
            raise
        raise BadStamp(str(error)[:_WHY] or "it cannot be tested") from error
    return Stamp(at, signer, str(told.serial_number), bool(roots))


def _over(response: TimeStampResponse, message: bytes, nonce: int | None) -> None:
    """Test without certificates what an answer is over."""
    told = response.tst_info
    if bytes(told.message_imprint.message) != hashlib.sha256(message).digest():
        words = "Mismatch between messages"
        raise BadStamp(words)
    if nonce is not None and told.nonce != nonce:
        words = "Nonce mismatch"
        raise BadStamp(words)
