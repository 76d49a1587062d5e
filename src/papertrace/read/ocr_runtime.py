"""onnxruntime, told before it is loaded to keep to itself.

Some of its builds write an id of the machine to the user's folder and report their use to their
maker when they are loaded. Everybody imports it from here, so that none of that happens.
"""

from __future__ import annotations

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # type: ignore[import-untyped]  # it has no type marker

onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
