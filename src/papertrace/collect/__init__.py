"""The room that meets the network. Nothing else does, but for the desk on loopback.

For now it holds the one client for optional model suggestions.
"""

from __future__ import annotations

from papertrace.collect.model_endpoint import Endpoint, Limits, ask, endpoint_of

__all__ = ["Endpoint", "Limits", "ask", "endpoint_of"]
