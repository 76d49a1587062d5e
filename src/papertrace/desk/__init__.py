"""The desk: find, look, decide, write and see in the browser, on this machine alone.

Its routes call the verbs of `workflow` and show what they give; they decide nothing themselves.
"""

from __future__ import annotations

from papertrace.desk.entry import Entry
from papertrace.desk.serving import application, serve, serve_team, team_application

__all__ = ["Entry", "application", "serve", "serve_team", "team_application"]
