"""`python -m papertrace` is the command line."""

from __future__ import annotations

import sys

from papertrace.cli import main

if __name__ == "__main__":
    sys.exit(main())
