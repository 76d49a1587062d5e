"""No spelling leads to what is not public, and every ordinary address is let through."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.collect.addresses import address_of, joined
from papertrace.collect.public import is_public, literal
from papertrace.collect.reach import Reach, checked_ips
from papertrace.errors import FetchRefused

REFUSED = """
http://127.0.0.1/
http://127.0.0.1:80/
http://127.1/
http://127.0.1/
http://127.0.0.1./
http://2130706433/
http://017700000001/
http://0x7f000001/
http://0x7F.0.0.1/
http://0x7f.1/
http://0177.0.0.01/
http://127.0.0.01/
http://0/
http://0.0.0.0/
http://127.127.127.127/
http://localhost/
http://LOCALHOST./
http://x.localhost/
http://localhost.localdomain.local/
http://printer.lan/
http://metadata.google.internal/
http://intranet/
http://10.0.0.1/
http://172.16.0.1/
http://172.31.255.255/
http://192.168.1.1/
http://100.64.0.1/
http://169.254.169.254/latest/meta-data/
http://192.0.0.192/
http://198.18.0.1/
http://224.0.0.1/
http://255.255.255.255/
http://[::1]/
http://[::]/
http://[0:0:0:0:0:0:0:1]/
http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/
http://[::ffff:10.0.0.1]/
http://[::127.0.0.1]/
http://[::ffff:0:127.0.0.1]/
http://[64:ff9b::127.0.0.1]/
http://[64:ff9b::a00:1]/
http://[64:ff9b:1::1]/
http://[2002:7f00:1::]/
http://[2001:0:7f00:1::]/
http://[fe80::1]/
http://[fe80::1%25eth0]/
http://[fc00::1]/
http://[fd12:3456::1]/
http://[fec0::1]/
http://[ff02::1]/
http://[2001:db8::1]/
http://user@127.0.0.1/
http://user:pass@www.example.gov.cn/
http://www.example.gov.cn@127.0.0.1/
http://www.example.gov.cn%40127.0.0.1/
http://127.0.0.1%2f.example.gov.cn/
http://127%2e0%2e0%2e1/
http://www.example.gov.cn\\@127.0.0.1/
http:\\\\127.0.0.1\\
http:/127.0.0.1/
http:127.0.0.1
http:///127.0.0.1/
//127.0.0.1/
http://①②⑦.⓪.⓪.①/
http://127。0。0。1/
http://１２７.0.0.1/
http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/
http://loc\u00adalhost/
http://127.0.0.1\t/
http://www.example.gov.cn:22/
http://www.example.gov.cn:8080/
http://www.example.gov.cn:0/
http://www.example.gov.cn:99999/
http://www.example..gov.cn/
http://-x.gov.cn/
http:///
http://
file:///etc/passwd
file://localhost/etc/passwd
FILE:/etc/passwd
ftp://www.example.gov.cn/a
gopher://www.example.gov.cn/
data:text/html,x
javascript:alert(1)
view-source:http://www.example.gov.cn/
jar:http://www.example.gov.cn/a.jar!/
ws://www.example.gov.cn/
unix:/run/x.sock
/etc/passwd
www.example.gov.cn
""".strip().split("\n")

TAKEN = {
    "http://www.example.gov.cn": "http://www.example.gov.cn/",
    "HTTPS://WWW.Example.Gov.CN:443/a?b=1#c": "https://www.example.gov.cn/a?b=1",
    "http://www.example.gov.cn./x": "http://www.example.gov.cn/x",
    "http://8.8.8.8/a": "http://8.8.8.8/a",
    "http://[2400:3200::1]/": "http://[2400:3200::1]/",
    "http://[64:ff9b::808:808]/": "http://[64:ff9b::808:808]/",
    "http://政府.中国/公告 ".strip(): "http://xn--mxtq1m.xn--fiqs8s/%E5%85%AC%E5%91%8A",
    "http://a.gov.cn/x%20y": "http://a.gov.cn/x%20y",
    "http://a.gov.cn?x": "http://a.gov.cn/?x",
}


@pytest.mark.parametrize("text", REFUSED)
def test_no_spelling_of_a_private_address_is_taken(text: str) -> None:
    with pytest.raises(FetchRefused):
        address_of(text)


def test_there_are_more_than_forty_spellings() -> None:
    assert len(set(REFUSED)) >= 80


@pytest.mark.parametrize("text", TAKEN)
def test_ordinary_addresses_are_taken(text: str) -> None:
    assert address_of(text).text == TAKEN[text]


def test_a_port_of_this_machine_is_taken_by_its_number_alone() -> None:
    allowed = {("127.0.0.1", 8123), ("10.0.0.1", 80), ("www.example.gov.cn", 8080)}
    assert address_of("http://127.0.0.1:8123/x", allowed).port == 8123
    assert address_of("http://www.example.gov.cn:8080/x", allowed).port == 8080
    for text in ("http://localhost:8123/", "http://127.0.0.2:8123/", "http://127.0.0.1:8124/"):
        with pytest.raises(FetchRefused):
            address_of(text, allowed)
    with pytest.raises(FetchRefused):
        address_of("http://10.0.0.1/", allowed)


def test_links_are_taken_as_addresses_are() -> None:
    base = address_of("http://www.example.gov.cn/a/b.html")
    assert joined(base, "../c d.pdf").text == "http://www.example.gov.cn/c%20d.pdf"
    for link in ("//127.0.0.1/x", "http://[::1]/", "file:///etc/passwd", "http://[x", "//a@b.cn/"):
        with pytest.raises(FetchRefused):
            joined(base, link)


@pytest.mark.parametrize(
    "answers",
    [
        ("127.0.0.1",),
        ("8.8.8.8", "127.0.0.1"),
        ("8.8.8.8", "::1"),
        ("fe80::1%eth0",),
        ("::ffff:192.168.0.1",),
        ("64:ff9b::7f00:1",),
        ("0.0.0.0",),  # noqa: S104  (an answer, no place to listen)
    ],
)
def test_a_name_that_stands_for_a_private_address_is_not_connected_to(
    answers: tuple[str, ...],
) -> None:
    reach = Reach(frozenset({("127.0.0.1", 80)}), resolve=lambda _host, _port: answers)
    with pytest.raises(FetchRefused):
        checked_ips(address_of("http://www.example.gov.cn/"), reach)


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to() -> None:
    told = iter([("93.184.216.34",), ("127.0.0.1",)])
    reach = Reach(resolve=lambda _host, _port: next(told))
    assert checked_ips(address_of("http://www.example.gov.cn/"), reach) == ("93.184.216.34",)


PIECES = st.sampled_from(
    [
        *(
            "http://",
            "https://",
            "//",
            "/",
            "\\",
            "@",
            ":",
            "%",
            ".",
            "。",
            "[",
            "]",
            "?",
            "#",
            " ",
        ),
        *("127", "0", "1", "0x7f", "0177", "①", "::1", "::ffff:", "7f00", "localhost", "gov", "cn"),
        *("www", "8.8.8.8", "10.0.0.1", "80", "443", "22", "\t", "\u202e", "é", "xn--", "-", " "),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_taken_is_public_and_means_what_browsers_mean(tail: str) -> None:
    try:
        made = address_of(f"http://{tail}")
    except FetchRefused:
        return
    assert made.port in (80, 443)
    assert (made.ip is None) or is_public(made.ip)
    assert made.ip is not None or not made.host.replace(".", "").isdigit()
    split = urlsplit(f"http://{tail}")
    told = unicodedata.normalize("NFKC", split.hostname or "").lower().rstrip(".")
    assert told.encode("idna").decode().lower() == made.host
    assert split.username is None
    assert address_of(made.text) == made


def test_numbers_that_carry_others_are_as_public_as_those() -> None:
    for text, public in (
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::1.2.3.4", True),
        ("::8.8.8.8", False),
    ):
        ip = literal(text)
        assert ip is not None
        assert is_public(ip) is public
