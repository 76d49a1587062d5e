"""A port of this machine on which somebody listens: TCP and UDP; whoever calls is written down."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Trap:
    """What came in."""

    def __init__(self, port: int) -> None:
        """Take the port."""
        self.port = port
        self.calls: list[str] = []


@contextlib.contextmanager
def trap() -> Iterator[Trap]:
    """Listen until the block ends."""
    with (
        socket.socket() as tcp,
        socket.socket(type=socket.SOCK_DGRAM) as udp,
        selectors.DefaultSelector() as selector,
    ):
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", port))
        made = Trap(port)
        over = threading.Event()
        for each in (tcp, udp):
            each.settimeout(0)
            selector.register(each, selectors.EVENT_READ)

        def listen() -> None:
            while not over.is_set():
                for key, _ in selector.select(0.1):
                    if key.fileobj is tcp:
                        came, _ = tcp.accept()
                        came.close()
                        made.calls.append("TCP")
                    else:
                        udp.recv(9000)
                        made.calls.append("UDP")

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield made
        finally:
            over.set()
            thread.join()
