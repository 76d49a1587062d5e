"""Drafts of a word processor become the same claims as their Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from papertrace.errors import DraftUnreadable
from papertrace.workflow.checking import read_draft

if TYPE_CHECKING:
    from pathlib import Path

    from docx.text.paragraph import Paragraph

CLAIMS = '[boats]\nkind = "amount"\nfacts = ["0123456789abcdef"]\n'


def link(paragraph: Paragraph, words: str, target: str) -> None:
    """Add a hyperlink, which python-docx has no call for."""
    told = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), told)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def test_links_headings_and_changes_come_over(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("A border station", level=1)
    paragraph = made.add_paragraph("It awarded ")
    link(paragraph, "18.8 million yuan", "claim:boats")
    paragraph.add_run(" [not a link](claim:other) for 5* boats.")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    gone = OxmlElement("w:t")
    gone.text = "99 billion"
    run.append(gone)
    deleted.append(run)
    paragraph._p.append(deleted)
    path = tmp_path / "story.docx"
    made.save(str(path))
    (tmp_path / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    draft = read_draft(path)
    assert [(c.id, c.span.text) for c in draft.claims] == [("boats", "18.8 million yuan")]
    assert draft.problems == ()
    assert draft.text.startswith(
        "# A border station\n\nIt awarded [18.8 million yuan](claim:boats)"
    )
    assert "99 billion" not in draft.text
    assert draft.claims[0].context.endswith("for 5* boats.")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"plain text"])
def test_what_is_no_docx_is_told_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "story.docx"
    path.write_bytes(data)
    with pytest.raises(DraftUnreadable, match=r"story\.docx cannot be read as a DOCX file"):
        read_draft(path)
