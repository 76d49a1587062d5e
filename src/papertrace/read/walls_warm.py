"""Loads, before the walls go up, what Python and the readers would otherwise look for later.

Behind the walls no module and no table can be loaded any more, and some of Python fails quietly
then: an encoding that is not found is taken for one that does not exist. Only bytes of our own are
read here, never a document.
"""

from __future__ import annotations

import codecs
import contextlib
import encodings
import pkgutil
import time
from ctypes import CFUNCTYPE, c_int
from functools import cache
from typing import Final

from PIL import Image

from papertrace import read
from papertrace.read import walls, walls_controls
from papertrace.read.render import render
from papertrace.text import personal_lexicon
from papertrace.text.places import is_place

_CALLBACKS: Final = 64
"""How many callbacks of C a reader can make behind the walls: their code is laid out before."""


@cache
def load() -> None:
    """Load it all, once in a process; nothing where there are no walls."""
    if walls.found() == walls.Walls():
        return
    for module in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(LookupError, ImportError):  # not every module is an encoding
            codecs.lookup(module.name)
    time.localtime()
    kept = [CFUNCTYPE(c_int)(int) for _ in range(_CALLBACKS)]
    del kept
    Image.preinit()
    personal_lexicon.warm()
    is_place("Baiyu")  # its tables; warnings with an anchor ask it
    for reader in read.READERS:
        warm = getattr(reader, "warm", None)
        if warm is not None:
            warm()
    for name, data in walls_controls.controls():
        read.read(data, name)


def load_fonts() -> None:
    """Let pdfium list the system's fonts, which takes long where there are many."""
    if walls.found() != walls.Walls():
        render(walls_controls.pdf(), "", 1, 0.1)
