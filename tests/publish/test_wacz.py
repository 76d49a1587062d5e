"""The web archive is valid by its community's tool, replays what was made anew, and no more."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from papertrace.publish.commitments import Veil
from papertrace.publish.wacz import files
from publish.conftest import BUDGET, NOTICE

if TYPE_CHECKING:
    from papertrace.model import Publication

ADDRESS = "https://www.example.gov.cn/notice.html?id=7"


def paper(digest: str) -> str:
    """Give the commitment to a document of the sample."""
    return Veil(bytes.fromhex("5e" * 32)).document(digest)


def packed(publication: Publication) -> tuple[bytes, dict[str, bytes]]:
    ((_, data),) = files(replace(publication, addresses={NOTICE: ADDRESS}))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return data, {name: opened.read(name) for name in opened.namelist()}


def test_the_tool_of_the_format_finds_nothing(publication: Publication, tmp_path: Path) -> None:
    pytest.importorskip("wacz")
    data, _ = packed(publication)
    assert validated(data, tmp_path).returncode == 0
    changed = validated(data.replace(b"json-pages-1.0", b"json-pages-2.0"), tmp_path)
    assert changed.returncode != 0


def validated(data: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the format's own tool, in a process of its own: it leaves folders behind."""
    (folder / "story.wacz").write_bytes(data)
    tool = str(Path(sys.executable).with_name("wacz"))
    words = [tool, "validate", "-f", str(folder / "story.wacz")]
    env = {**os.environ, "TMPDIR": str(folder)}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=env)


def test_every_record_replays_from_the_index(publication: Publication) -> None:
    _, parts = packed(publication)
    warc, lines = parts["archive/pages.warc.gz"], gzip.decompress(parts["indexes/index.cdx.gz"])
    told = [line.split(" ", 2) for line in lines.decode().splitlines()]
    assert [t[0] for t in told] == sorted(t[0] for t in told)
    assert told[0][0] == "cn,gov,example)/notice.html?id=7"
    addresses = {}
    for _, _, row in told:
        at = json.loads(row)
        start = int(at["offset"])
        one = io.BytesIO(warc[start : start + int(at["length"])])
        record = next(iter(ArchiveIterator(one, record_types=WarcRecordType.resource)))
        assert record.reader is not None
        body = record.reader.read()
        assert record.headers["WARC-Target-URI"] == at["url"]
        addresses[at["url"]] = body.decode()
    assert set(addresses) == {
        ADDRESS,
        f"https://papertrace.invalid/documents/{paper(BUDGET)[:12]}.html",
    }
    assert paper(NOTICE) in addresses[ADDRESS]
    assert NOTICE not in addresses[ADDRESS]
    assert "data:image/svg+xml;base64," in addresses[ADDRESS]
    pages = [json.loads(line) for line in parts["pages/pages.jsonl"].splitlines()]
    assert {p["url"] for p in pages[1:]} == set(addresses)


def test_it_says_what_is_not_in_it(publication: Publication) -> None:
    _, parts = packed(publication)
    told = json.loads(parts["datapackage.json"])
    assert told["papertrace:edition"] == "public"
    assert (
        "originals, their bytes and their digests (keyed commitments stand for them)"
        in told["papertrace:removed"]
    )
    kinds = [r.record_type for r in ArchiveIterator(io.BytesIO(parts["archive/pages.warc.gz"]))]
    assert kinds == [WarcRecordType.warcinfo, WarcRecordType.resource, WarcRecordType.resource]
    assert next(files(publication)) == next(files(publication))
