"""A page that scripts write is shown in a browser that reaches its own site alone."""

from __future__ import annotations

import io
import shutil
import socket
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from local_web import QUICK, Answer, at_once, reach_of, site
from papertrace.casefile import Case, Keyring
from papertrace.model.web import Lead
from papertrace.read.sandbox import Limits
from papertrace.workflow import capturing, fetched
from papertrace.workflow.session import Session

if TYPE_CHECKING:
    from pathlib import Path

needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="pages are shown in a Chromium"
)
SCRIPT = """
document.cookie = 'a=b';
fetch('/told.json').then(r => r.json()).then(d => { document.body.textContent = d.text });
fetch('http://169.254.169.254/').catch(e => 0);
fetch('http://127.0.0.1:PORT/').catch(e => 0);
new WebSocket('ws://127.0.0.1:PORT/');
navigator.sendBeacon('/beacon', 'x');
"""


@pytest.mark.browser
@needs_chromium
def test_what_scripts_write_is_kept_and_nobody_else_is_reached(tmp_path: Path) -> None:
    key = Keyring(tmp_path / "keys").make("ana")
    told = "本公告由脚本写出。" * 30
    pages = {
        "/a.html": Answer(b'<html><body><script src="/app.js"></script></body></html>'),
        "/told.json": Answer(f'{{"text": "{told}"}}'.encode(), kind="application/json"),
    }
    with (
        socket.create_server(("127.0.0.1", 0)) as trap,
        site(pages) as web,
        Case.create(tmp_path / "case", "t", key) as case,
    ):
        trap.settimeout(0.1)
        script = SCRIPT.replace("PORT", str(trap.getsockname()[1]))
        web.pages["/app.js"] = Answer(script.encode(), kind="text/javascript")
        session = Session(reach_of(web), QUICK, at_once(), Limits(), 5, browse=True)
        made = capturing.capture(case, Lead(web.at("/a.html")), session, key)
        with pytest.raises(TimeoutError):
            trap.accept()
        asked = list(web.asked)
        rows = list(fetched.rows(case))
        data = case.original(made.warc)
        text = case.original(made.found[1].seen.sha256).decode()
    assert [found.role for found in made.found] == ["page", "shown"]
    assert [row["role"] for row in rows] == ["page", "shown"]
    assert told in text
    assert {path for path, _ in asked} == {"/a.html", "/app.js", "/told.json"}
    assert not [headers for _, headers in asked if "cookie" in headers]
    kinds = {}
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        if record.rec_type == "resource":
            name = record.rec_headers.get_header("WARC-Target-URI").rpartition(".")[2]
            kinds[name] = record.content_stream().read()[:4]
    assert kinds == {"png": b"\x89PNG", "pdf": b"%PDF", "html": b"<htm"}
