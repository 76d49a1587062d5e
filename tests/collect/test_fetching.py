"""What a local web of bad answers is fetched as, and what the other side sees."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from local_web import QUICK, Answer, at_once, drip, endless, moved, page, reach_of, silent, site
from papertrace.collect import reach, robots
from papertrace.collect.addresses import address_of
from papertrace.collect.fetching import fetch
from papertrace.collect.following import visit
from papertrace.collect.pacing import Pace
from papertrace.collect.proxies import proxy_of
from papertrace.collect.reach import Reach
from papertrace.errors import FetchRefused, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from local_web import Site
    from papertrace.collect import following


def _chunked(handler: BaseHTTPRequestHandler) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nSet-Cookie: a=b\r\n\r\n"
    handler.wfile.write(head + b"3\r\n<p>\r\n2\r\nok\r\n0\r\n\r\n")


def _cut(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<p>half")


def _other(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-x\r\n")


@pytest.fixture(scope="module")
def web() -> Iterator[Site]:
    pages = {
        "/": page("Notice", "text"),
        "/chunked": Answer(act=_chunked),
        "/cut": Answer(act=_cut),
        "/drip": Answer(act=drip),
        "/endless": Answer(act=endless),
        "/silent": Answer(act=silent),
        "/no-http": Answer(act=_other),
        "/403": Answer(b"no", 403),
        "/moved": moved("/", 301),
        "/circle": moved("/circle2"),
        "/circle2": moved("/circle"),
        "/inward": moved("http://127.0.0.1:9/"),
        "/file": moved("file:///etc/passwd"),
        **{f"/far{n}": moved(f"/far{n + 1}") for n in range(9)},
    }
    with site(pages) as made:
        yield made


def _visit(web: Site, path: str) -> following.Visit:
    one = reach_of(web)
    return visit(address_of(web.at(path), one.allowed), one, QUICK, at_once())


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/", ""),
        ("/chunked", ""),
        ("/moved", ""),
        ("/403", "status"),
        ("/none", "status"),
        ("/cut", "broken"),
        ("/no-http", "broken"),
        ("/drip", "slow"),
        ("/endless", "too-long"),
        ("/silent", "silent"),
        ("/circle", "circle"),
        ("/far0", "too-many-redirects"),
        ("/inward", "refused"),
        ("/file", "refused"),
    ],
)
def test_every_answer_is_told_for_what_it_is(web: Site, path: str, trouble: str) -> None:
    begun = time.monotonic()
    assert _visit(web, path).trouble == trouble
    assert time.monotonic() - begun < 4


def test_an_answer_is_kept_as_it_came_and_taken_out_of_its_chunks(web: Site) -> None:
    made = _visit(web, "/chunked").last
    assert made is not None
    assert made.body == b"<p>ok"
    assert made.response.endswith(b"3\r\n<p>\r\n2\r\nok\r\n0\r\n\r\n")
    assert made.header("set-cookie") == "a=b"


def test_what_was_cut_off_is_kept_up_to_there(web: Site) -> None:
    made = _visit(web, "/endless").last
    assert made is not None
    assert len(made.response) == QUICK.size
    half = _visit(web, "/cut").last
    assert half is not None
    assert half.body == b"<p>half"


def test_nothing_of_who_asks_is_sent_and_no_cookie_comes_back(web: Site) -> None:
    web.asked.clear()
    _visit(web, "/chunked")
    _visit(web, "/moved")
    told = [set(headers) for _, headers in web.asked]
    sent = {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
    assert told == [sent] * 3
    assert "papertrace" not in str(web.asked).lower()


def test_a_redirect_for_good_is_known_as_one(web: Site) -> None:
    assert _visit(web, "/moved").permanent
    assert not _visit(web, "/").permanent


def test_nobody_there_is_trouble_of_its_own() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = Reach(frozenset({("127.0.0.1", port)}))
    made = fetch(address_of(f"http://127.0.0.1:{port}/", one.allowed), one, QUICK)
    assert made.trouble == "unreachable"

    def unknown(_host: str, _port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    made = fetch(address_of("http://www.example.gov.cn/"), Reach(resolve=unknown), QUICK)
    assert (made.trouble, made.request, made.line) == ("name", b"", None)


def test_a_name_that_turns_private_on_the_way_is_refused(web: Site) -> None:
    one = Reach(reach_of(web).allowed, resolve=lambda _host, _port: ("127.0.0.1",))
    with pytest.raises(FetchRefused):
        fetch(address_of("http://www.example.gov.cn/"), one, QUICK)
    web.pages["/rebind"] = moved("http://www.example.gov.cn/")
    asked = address_of(web.at("/rebind"), one.allowed)
    assert visit(asked, one, QUICK, at_once()).trouble == "refused"


def test_the_pace_waits_between_questions_to_one_site_and_never_the_same() -> None:
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    chances = iter([0.5, 1.5, 1.0])
    pace = Pace(4.0, sleep, lambda: now[0], lambda _low, _high: next(chances))
    assert pace.wait("a.cn") == 0
    assert pace.wait("b.cn") == 0
    assert [pace.wait("a.cn"), pace.wait("a.cn")] == [2.0, 6.0]
    pace.wish("a.cn", 30)
    assert pace.wait("a.cn") == 30
    assert slept == [2.0, 6.0, 30]
    eased = Pace(4.0, sleep, lambda: now[0], lambda _low, high: high).eased(0.25)
    assert [eased.wait("c.cn"), eased.wait("c.cn")] == [0.0, 1.5]


def test_robots_bind_a_crawl_and_silence_forbids_it(web: Site) -> None:
    web.pages["/robots.txt"] = Answer(
        b"User-agent: *\nCrawl-delay: 7\nDisallow: /x/", kind="text/plain"
    )
    one = reach_of(web)
    at = robots.robots_address(address_of(web.at("/a"), one.allowed))
    told = robots.robots_of(fetch(at, one, QUICK))
    assert told.delay == 7
    assert told.allow(address_of(web.at("/y"), one.allowed))
    assert not told.allow(address_of(web.at("/x/1"), one.allowed))
    web.pages["/robots.txt"] = Answer(b"", 503)
    assert not robots.robots_of(fetch(at, one, QUICK)).allow(at)
    del web.pages["/robots.txt"]
    assert robots.robots_of(fetch(at, one, QUICK)).allow(at)


def _lying(head: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + head)

    return act


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 99999999999999999999\r\n\r\n<p>",
        b"Content-Length: 4611686018427387904\r\n\r\n<p>",
        b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n<p>",
        b"Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n<p>",
        b"Transfer-Encoding: chunked\r\n\r\n-5\r\n<p>",
        b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n<p>",
    ],
)
def test_a_length_is_a_stranger_s_word(web: Site, head: bytes) -> None:
    web.pages["/lying"] = Answer(act=_lying(head))
    assert _visit(web, "/lying").trouble == "broken"


def test_a_head_without_end_is_cut_off(web: Site) -> None:
    many = b"".join(b"X-%d: y\r\n" % n for n in range(5000))
    web.pages["/heads"] = Answer(act=_lying(many))
    web.pages["/line"] = Answer(act=_lying(b"X: " + b"y" * 150_000))
    assert _visit(web, "/heads").trouble == "broken"
    assert _visit(web, "/line").trouble == "broken"


def _certified(folder: Path) -> Path:
    """Make a certificate that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(1)
    builder = builder.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    made = builder.sign(key, hashes.SHA256())
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "own.pem"
    path.write_bytes(made.public_bytes(Encoding.PEM) + key.private_bytes(*form))
    return path


def test_a_certificate_that_does_not_hold_ends_the_visit_or_is_told(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certified(tmp_path))
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _ in range(3):
            with contextlib.suppress(OSError):
                raw, _ = server.accept()
                with context.wrap_socket(raw, server_side=True) as line:
                    line.recv(1000)
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    port = server.getsockname()[1]
    allowed = frozenset({("127.0.0.1", port)})
    at = address_of(f"https://127.0.0.1:{port}/", allowed)
    assert fetch(at, Reach(allowed), QUICK).trouble == "certificate"
    made = fetch(at, Reach(allowed, verify=False), QUICK)
    thread.join()
    server.close()
    assert (made.trouble, made.body) == ("", b"hi")
    assert made.line is not None
    assert made.line.tls.startswith("TLS")
    assert made.line.cipher
    assert len(made.line.fingerprint) == 64
    assert "self" in made.line.flaw


def _proxy(kind: str, seen: list[bytes]) -> int:
    """Run a proxy that leads every name to a page of its own, once."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = server.accept()
        with line, server:
            if kind == "socks5":
                seen.append(line.recv(3))
                line.sendall(b"\x05\x00")
                seen.append(line.recv(300))
                line.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x50")
            elif kind == "closing":
                seen.append(line.recv(300))
                line.sendall(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
                return
            seen.append(line.recv(1000))
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

    threading.Thread(target=serve, daemon=True).start()
    port: int = server.getsockname()[1]
    return port


@pytest.mark.parametrize("kind", ["socks5", "http"])
def test_a_proxy_is_given_the_name_and_nobody_here_resolves_it(kind: str) -> None:
    def never(_host: str, _port: int) -> tuple[str, ...]:
        raise AssertionError

    seen: list[bytes] = []
    one = Reach(proxy=proxy_of(f"{kind}://127.0.0.1:{_proxy(kind, seen)}"), resolve=never)
    made = fetch(address_of("http://www.example.gov.cn/a"), one, QUICK)
    assert made.body == b"hi"
    assert made.line is not None
    assert made.line.ip == ""
    if kind == "socks5":
        assert b"www.example.gov.cn" in seen[1]
        assert seen[-1].startswith(b"GET /a HTTP/1.1")
    else:
        assert seen[-1].startswith(b"GET http://www.example.gov.cn/a HTTP/1.1")


def test_an_http_proxy_is_asked_for_a_way_where_there_is_tls() -> None:
    seen: list[bytes] = []
    one = Reach(proxy=proxy_of(f"http://127.0.0.1:{_proxy('closing', seen)}"))
    made = fetch(address_of("https://www.example.gov.cn/a"), one, QUICK)
    assert seen[0].startswith(b"CONNECT www.example.gov.cn:443 HTTP/1.1")
    assert made.trouble == "unreachable"
    assert "502" in made.said


def test_a_proxy_is_written_in_one_way() -> None:
    assert proxy_of("") is None
    for text in ("ftp://a:1", "http://u:p@a:1", "http://a", "socks4://a:1"):
        with pytest.raises(UsageError):
            proxy_of(text)


def test_the_agent_is_neutral() -> None:
    assert "papertrace" not in reach.AGENT.lower()
