"""A time-stamp authority of this machine's own, made with openssl where it is there."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from local_web import Answer

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="the test's authority is made with openssl"
)
_CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
_SIGNER = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"


@dataclass(frozen=True)
class Authority:
    """Its folder, with root.pem for whoever is to trust it."""

    folder: Path

    @property
    def root(self) -> Path:
        """Give the certificate to trust."""
        return self.folder / "root.pem"

    def stamp(self, question: bytes) -> bytes:
        """Answer a question (TSQ) with a response (TSR)."""
        (self.folder / "q.tsq").write_bytes(question)
        # Without -chain: openssl orders a chain in a way that others refuse.
        words = ("-queryfile", "q.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "r.tsr")
        _run(self.folder, "ts", "-reply", "-config", "ts.cnf", *words)
        return (self.folder / "r.tsr").read_bytes()

    def page(self) -> Answer:
        """Answer questions that are posted to a local site."""

        def act(handler: BaseHTTPRequestHandler) -> None:
            asked = handler.rfile.read(int(handler.headers["Content-Length"]))
            told = self.stamp(asked)
            head = "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\n"
            handler.wfile.write(f"{head}Content-Length: {len(told)}\r\n\r\n".encode() + told)

        return Answer(act=act)


def authority(folder: Path) -> Authority:
    """Make a root, and a signer that it vouches for."""
    folder.mkdir(parents=True)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    root = ("-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Test root", "-days", "2")
    _run(folder, "req", "-x509", *key, *root)
    _run(folder, "req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Test clock")
    (folder / "tsa.ext").write_text(_SIGNER)
    own = ("-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "7", "-days", "2")
    _run(folder, "x509", "-req", "-in", "tsa.csr", *own, "-extfile", "tsa.ext", "-out", "tsa.pem")
    (folder / "ts.cnf").write_text(_CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    return Authority(folder)


def _run(folder: Path, *words: str) -> None:
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
