"""Two people, two browsers, one desk over TLS: each signs in, each decides, each signs."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from papertrace.casefile import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium in PATH"),
]


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine; give its file and its key's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .sign(key, hashes.SHA256())
    )
    told, private = folder / "desk.pem", folder / "desk.key"
    told.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return told, private


@pytest.fixture
def place(root: Path, made: Path, tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Open a desk for two people over TLS; give its address and their first passwords."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(made / "keys", home / "keys")
    env = {**os.environ, "PAPERTRACE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with Case.open(root) as case:
        text = (case.root / "case.toml").read_text(encoding="utf-8")
    (root / "case.toml").write_text(
        re.sub(r"second_person = \w+", "second_person = true", text), encoding="utf-8"
    )
    base = [sys.executable, "-m", "papertrace"]
    passwords = {}
    for name in ("mira", "tariq"):
        told = subprocess.run(
            [*base, "team", "add", name, "--by", "first", "--json", "--case", str(root)],
            capture_output=True,
            text=True,
            check=True,
            env=env,
        )
        passwords[name] = json.loads(told.stdout)["first_password"]
    one, two = certificate(tmp_path)
    tls = ["--certificate", str(one), "--certificate-key", str(two)]
    started = subprocess.Popen(
        [*base, "desk", "--team", *tls, "--case", str(root)],
        stdout=subprocess.PIPE,
        text=True,
        env=env,
    )
    assert started.stdout is not None
    try:
        told_at = next(line for line in started.stdout if "sign in at" in line)
        yield told_at.split()[-1].rstrip("/"), passwords
    finally:
        started.terminate()
        started.wait(20)
        started.stdout.close()


def come_in(browser: Browser, base: str, name: str, password: str) -> Page:
    """Sign in by keyboard, and choose a password, in a browser of one's own."""
    page = browser.new_context(ignore_https_errors=True).new_page()
    page.goto(f"{base}/decide")
    page.wait_for_url(f"{base}/sign-in")
    keys = page.keyboard
    keys.type(name)
    keys.press("Tab")
    keys.type(password)
    keys.press("Enter")
    page.wait_for_url(f"{base}/account")
    page.locator("#old").focus()
    for words in (password, f"{name} likes long words", f"{name} likes long words"):
        keys.type(words)
        keys.press("Tab")
    keys.press("Enter")
    page.locator("#code").wait_for()
    return page


def test_two_people_read_a_figure_each_on_their_own(
    place: tuple[str, dict[str, str]], root: Path
) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is)

    base, passwords = place
    assert base.startswith("https://")
    with Case.open(root) as case:
        fact = next(f for f in case.derived.facts("award") if "amount" in f.fields)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        mira, tariq = (come_in(browser, base, name, passwords[name]) for name in passwords)
        for person, reads in ((mira, "2650000.00"), (tariq, "2600000.00")):
            person.goto(f"{base}/decide/{fact.id}")
            assert ("2,650,000" in person.locator(".right dl").inner_text()) is (person is mira)
            assert person.locator('rect[data-about="field-amount"]').count()  # the spot is shown
            for name, field in fact.fields.items():
                if name != "amount" and person.locator(f"#typed-{name}").count():
                    person.fill(f"#typed-{name}", field.written)
            person.locator("#typed-amount").focus()
            person.keyboard.type(reads)
            person.keyboard.press("Enter")
            if person is mira:
                person.wait_for_url(re.compile("done=accept"))
        tariq.locator(".refusal").wait_for()  # they read something else: nothing is recorded
        assert "2650000" not in tariq.locator(".refusal").inner_text().replace(",", "")
        tariq.fill("#typed-amount", "2650000.00")
        tariq.keyboard.press("Enter")
        tariq.wait_for_url(re.compile("done=accept"))
        row = tariq.request.get(f"{base}/facts/{fact.id}").status
        cookies = {c["name"]: c for c in mira.context.cookies()}
        mira.locator("header form button").click()
        mira.wait_for_url(f"{base}/sign-in")
        left = mira.request.get(f"{base}/facts.json").status
        browser.close()
    assert (row, left) == (200, 403)
    assert all(c["secure"] and c["httpOnly"] for c in cookies.values())
    assert all(c["sameSite"] == "Strict" for c in cookies.values())
    with Case.open(root) as case:
        case.sound_log()
        labels = {k.id: k.label for k in case.people()}
        told = [(labels[d.reviewer], d.verdict) for d in case.decisions() if d.fact_id == fact.id]
    assert told == [("mira", "accepted"), ("tariq", "accepted")]
