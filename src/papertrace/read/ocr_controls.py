"""Pictures of our own, recognised once before any stranger's: that loads and makes the networks."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image


@cache
def controls() -> tuple[tuple[str, bytes], ...]:
    """Give names and bytes of an image file and of a PDF with nothing but an image."""
    picture = Image.new("RGB", (160, 80), "white")
    picture.paste("black", (20, 40, 140, 42))
    picture.paste("black", (40, 20, 44, 32))
    made = []
    for kind in ("png", "pdf"):
        held = BytesIO()
        picture.save(held, kind.upper())
        made.append((f"control.{kind}", held.getvalue()))
    return tuple(made)
