"""Runs the two networks of text recognition: a thin layer over onnxruntime, single precision.

One thread and no pools, so that a session made before a fork serves every child. It knows arrays
only: no pages, no points. It opens no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from papertrace.read.ocr_runtime import onnxruntime
from papertrace.read.ocr_weights import FULL, LANES, weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    """Rows, columns, three channels: red, green, blue."""
    Shares = NDArray[np.float32]

HEIGHT: Final = 48
"""Rows of a line as the network takes it."""
_STEP: Final = 8
"""Columns of a line for one column of the network's answer."""
_GRAIN: Final = 32
_NARROWEST, _WIDEST = 64, 3200
_QUIET: Final = 3
THREADS: Final = 1
RUNTIME: Final = f"onnxruntime {onnxruntime.__version__}"
cv2.setNumThreads(THREADS)


@dataclass(frozen=True, slots=True)
class Networks:
    """Both networks, ready to run."""

    detection: Any
    recognition: Any
    characters: tuple[str, ...]
    """What the recognition's outputs mean; the first means nothing."""
    longest: int
    """Pixels of a page's longer side in which lines are looked for."""


@cache
def networks(lane: str = FULL) -> Networks:
    """Make the networks of a lane from the weights in memory."""
    held = weights(lane)
    recognition = _session(held.recognition)
    listed = held.characters
    if not listed:
        listed = tuple(recognition.get_modelmeta().custom_metadata_map["character"].split("\n"))
    alphabet = ("", *listed, " ")
    return Networks(_session(held.detection), recognition, alphabet, LANES[lane].longest)


def _session(model: bytes) -> Any:  # noqa: ANN401  (onnxruntime has no types)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = THREADS
    options.enable_cpu_mem_arena = False  # lines differ in width: an arena would only grow
    options.log_severity_level = _QUIET
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def likelihood(nets: Networks, picture: Picture, rows: int, columns: int) -> Shares:
    """Give for every pixel of the picture, scaled to this size, how likely it is within a line.

    Sizes are rounded to whole grains of 32 pixels; the answer has the rounded size.
    """
    high, wide = (max(_GRAIN, round(n / _GRAIN) * _GRAIN) for n in (rows, columns))
    scaled = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA)
    given = np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], np.float32) / 127.5 - 1
    session = nets.detection
    answer: Shares = session.run(None, {session.get_inputs()[0].name: given})[0][0, 0]
    return answer


def said(nets: Networks, line: Picture) -> tuple[Shares, float]:
    """Read a line: for every step what each character's share is, and the line's pixels a step."""
    high, wide = line.shape[:2]
    columns = min(_WIDEST, max(1, round(wide * HEIGHT / high)))
    scaled = cv2.resize(line, (columns, HEIGHT), interpolation=cv2.INTER_LINEAR)
    padded = max(_NARROWEST, -(-columns // _GRAIN) * _GRAIN)
    given = np.zeros((1, 3, HEIGHT, padded), np.float32)
    given[0, :, :, :columns] = scaled.transpose(2, 0, 1) / np.float32(127.5) - 1
    session = nets.recognition
    answer: Shares = session.run(None, {session.get_inputs()[0].name: given})[0][0]
    return answer, padded / len(answer) * wide / columns
