"""The weights of text recognition: found in installed packages, held in memory, named by hash.

They are files of distributions whose code is never imported: `rapidocr` for the full lane,
`faster-paddle` for the fast one. Nothing is fetched: where a part is missing, `missing` names what
to install and papertrace works without.
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

from papertrace.read import ocr_tiny

FULL: Final = "full"
FAST: Final = "fast"
_DETECTION: Final = "PP-OCRv6_det_small.onnx"
_RECOGNITION: Final = "PP-OCRv6_rec_small.onnx"
_MODULES: Final = {"cv2": "opencv-python-headless", "numpy": "numpy", "onnxruntime": "onnxruntime"}
_WIDTHS: Final = ("avx512_bf16", "avx512_vnni", "avx512f", "avx2", "asimd")
"""What a processor can do that changes how sums are ordered, best first."""
_TELLING: Final = re.compile(r"^(?:sse4|avx|fma|f16c|amx|asimd|sve|bf16|i8mm|fp16|fphp)")


@dataclass(frozen=True, slots=True)
class Lane:
    """One way to recognise: a pair of networks and the size of picture that they are given."""

    name: str
    network: str
    """PP-OCRv6 small (ppv6s) or tiny (ppv6t), and the precision."""
    longest: int
    """Pixels of the longer side in which lines are looked for."""
    package: str
    """What holds the weights."""


LANES: Final = {
    FULL: Lane(FULL, "ppv6s-fp32", 1280, "rapidocr"),
    FAST: Lane(FAST, "ppv6t-fp32", 1152, ocr_tiny.DISTRIBUTION),
}
"""By name. The full lane is the default; the fast one errs and doubts more often."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Two networks as ONNX files: where lines are, and what they say."""

    detection: bytes
    recognition: bytes
    digest: str
    """sha256 over both, hex."""
    characters: tuple[str, ...] = ()
    """What the recognition's outputs mean; empty where the network says so itself."""


@cache
def missing(lane: str = FULL) -> tuple[str, ...]:
    """Name the packages to install before text can be recognised; empty where all are there."""
    absent = [package for module, package in _MODULES.items() if find_spec(module) is None]
    try:
        if lane == FULL:
            _files()
        else:
            ocr_tiny.found()
    except (PackageNotFoundError, FileNotFoundError):
        absent.append(LANES[lane].package)
    return tuple(absent)


def remedy() -> str:
    """Say what to do about a page that was not recognised."""
    absent = missing(FULL)
    look = "Look at the page itself."
    return f"Install {', '.join(absent)} and build again, or look at the page." if absent else look


@cache
def weights(lane: str = FULL) -> Weights:
    """Load the weights; FileNotFoundError or PackageNotFoundError where `missing` names them."""
    characters: tuple[str, ...] = ()
    if lane == FULL:
        detection, recognition = (path.read_bytes() for path in _files())
    else:
        detection, recognition, characters = ocr_tiny.found()
    digest = hashlib.sha256(detection)
    digest.update(recognition)
    return Weights(detection, recognition, digest.hexdigest(), characters)


@cache
def version(lane: str = FULL) -> str:
    """Give what a new reading depends on but for the processor: network, precision, weights."""
    if missing(lane):
        return "ocr/none"
    return f"ocr-{LANES[lane].network}:{weights(lane).digest[:8]}"


@cache
def flags() -> tuple[str, ...]:
    """Give what this processor can do that may change how sums are ordered, sorted."""
    return tuple(sorted(f for f in _known() if _TELLING.match(f)))


def _known() -> list[str]:
    found = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", _cpuinfo(), re.MULTILINE)
    return found[1].split() if found else []


@cache
def _cpuinfo() -> str:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:  # not Linux
        return f"model name : {platform.processor() or platform.machine()}\n"


@cache
def processor() -> str:
    """Name this machine's processor in one word: a reading may differ on another."""
    model = re.search(r"^model name\s*:\s*(.+)$", _cpuinfo(), re.MULTILINE)
    known = _known()
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
