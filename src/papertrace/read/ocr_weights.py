"""The weights of text recognition: found in an installed package, held in memory, named by hash.

They are files of the `rapidocr` distribution, whose code is never imported. Nothing is fetched:
where a part is missing, `missing` names what to install and papertrace works without.
"""

from __future__ import annotations

import hashlib
import platform
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Final

NAME: Final = "ppv6s-fp32"
"""PP-OCRv6, small, in single precision."""
_DETECTION: Final = "PP-OCRv6_det_small.onnx"
_RECOGNITION: Final = "PP-OCRv6_rec_small.onnx"
_MODULES: Final = {"cv2": "opencv-python-headless", "numpy": "numpy", "onnxruntime": "onnxruntime"}
_WIDTHS: Final = ("avx512_bf16", "avx512_vnni", "avx512f", "avx2", "asimd")
"""What a processor can do that changes how sums are ordered, best first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Two networks as ONNX files: where lines are, and what they say."""

    detection: bytes
    recognition: bytes
    digest: str
    """sha256 over both, hex."""


@cache
def missing() -> tuple[str, ...]:
    """Name the packages to install before text can be recognised; empty where all are there."""
    absent = [package for module, package in _MODULES.items() if find_spec(module) is None]
    try:
        _files()
    except (PackageNotFoundError, FileNotFoundError):
        absent.append("rapidocr")
    return tuple(absent)


def remedy() -> str:
    """Say what to do about a page that was not recognised."""
    absent = missing()
    look = "Look at the page itself."
    return f"Install {', '.join(absent)} and build again, or look at the page." if absent else look


@cache
def weights() -> Weights:
    """Load the weights; FileNotFoundError or PackageNotFoundError where `missing` names them."""
    detection, recognition = (path.read_bytes() for path in _files())
    digest = hashlib.sha256(detection)
    digest.update(recognition)
    return Weights(detection, recognition, digest.hexdigest())


@cache
def version() -> str:
    """Give what a reading depends on but for the processor: engine, precision, weights."""
    return "ocr/none" if missing() else f"ocr-{NAME}:{weights().digest[:8]}"


def told() -> str:
    """Give what a reading is recorded with: engine, precision, weights and processor."""
    return f"{version()}:{processor()}"


@cache
def processor() -> str:
    """Name this machine's processor in one word: a reading may differ on another."""
    told = ""
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:  # not Linux
        told = f"model name : {platform.processor() or platform.machine()}\n"
    model = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    flags = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", told, re.MULTILINE)
    known = flags[1].split() if flags else []
    width = next((w for w in _WIDTHS if w in known), "")
    words = [platform.machine(), model[1] if model else "", width]
    # one word, since it stands in a reader's name
    return re.sub(r"[^0-9A-Za-z_.]+", "-", " ".join(w for w in words if w)).strip("-")


def _files() -> tuple[Path, Path]:
    """Find the two files in the installed distribution."""
    held = distribution("rapidocr")
    found = {Path(str(f)).name: Path(str(f.locate())) for f in held.files or ()}
    try:
        paths = found[_DETECTION], found[_RECOGNITION]
    except KeyError as error:
        raise FileNotFoundError(*error.args) from error
    for path in paths:
        if not path.is_file():
            raise FileNotFoundError(path.name)
    return paths
