"""What a claim's `document` means."""

from __future__ import annotations

from papertrace.model import Evidence, Holding, Rules

PLAN, COPY = (
    Holding(
        digest, "plan.pdf", names, "application/pdf", "read", "", "pdf", "", (), "", "", "",
        (), 1, (), (),
    )
    for digest, names in (("aa", ("paper.zip/plan.pdf",)), ("bb", ()))
)  # fmt: skip


def test_a_document_is_meant_by_name_by_its_name_in_an_archive_or_by_digest() -> None:
    known = Evidence((), (PLAN, COPY), (), Rules())
    assert known.named("plan.pdf") == (PLAN, COPY)
    assert known.named("paper.zip/plan.pdf") == (PLAN,)
    assert known.named("bb") == (COPY,)
    assert known.named("") == known.named("plan") == ()
