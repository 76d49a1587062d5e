"""What every test gets: keys of its own, and no network."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from support import papertrace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

settings.register_profile("unhurried", deadline=None)  # a busy machine is no finding
settings.load_profile("unhurried")


SLOW_FIRST = ("gate", "hostile", "story", "long", "publish", "check", "cli", "workflow", "read")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what is slow: several processes end at the same time so."""
    order = {name: n for n, name in enumerate(SLOW_FIRST)}
    items.sort(key=lambda item: order.get(item.path.parent.name, len(order)))


@pytest.fixture(autouse=True, scope="session")
def own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests' keys away from the user's."""
    before = os.environ.get("PAPERTRACE_HOME")
    os.environ["PAPERTRACE_HOME"] = str(tmp_path_factory.mktemp("home"))
    yield
    if before is None:
        del os.environ["PAPERTRACE_HOME"]
    else:
        os.environ["PAPERTRACE_HOME"] = before


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections to anything but this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0]) if isinstance(address, tuple) else ""
            if host not in ("127.0.0.1", "::1", "localhost"):
                msg = f"a test wanted to connect to {address}"
                raise AssertionError(msg)
        real(self, address)  # type: ignore[arg-type]  # whatever the family takes

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def demo(own_keys: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample case, once for all tests: read it, or copy it before you change it."""
    del own_keys  # it must be there before the command runs
    case = tmp_path_factory.mktemp("demo") / "case"
    assert "publish" in papertrace("demo", str(case), "--no-open")
    return case
