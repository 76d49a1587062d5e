"""An invented notice, and the facts that any layout of it must give."""

from __future__ import annotations

from dataclasses import dataclass

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Invented:
    """A notice as HTML, and the facts it states by kind; what else it holds is left open."""

    body: str
    facts: dict[str, list[Row]]


PARTIES = {"buyer": "白榆湾市应急管理局", "agent": "霁川衡正招标代理有限公司"}
"""Those whom `notice_samples.CONTACT` names."""


def notice_row(form: str, number: str, name: str) -> dict[str, list[Row]]:
    """Give the row of a notice with the parties of the contact block."""
    return {"notice": [{"form": form, "project_no": number, "project_name": name, **PARTIES}]}
