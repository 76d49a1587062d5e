"""The exception tree: drawn, coded, worded."""

from __future__ import annotations

import inspect
import re

from papertrace import errors


def tree() -> list[type[errors.PapertraceError]]:
    return [
        v
        for v in vars(errors).values()
        if inspect.isclass(v) and issubclass(v, errors.PapertraceError)
    ]


def test_codes_are_unique_and_well_formed() -> None:
    codes = [e.code for e in tree()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"PT\d{3}", c) for c in codes)


def test_every_error_stands_in_the_drawing_and_has_words() -> None:
    drawing = errors.__doc__ or ""
    for one in tree():
        assert one.__name__ in drawing
        assert one.__doc__
        assert one.remedy
        assert one.exit_code in {1, 2, 3}


def test_the_message_is_the_docstring() -> None:
    told = errors.CaseNotFound()
    assert told.line().startswith("PT101: There is no case here. ")
    assert errors.CaseNotFound("No.", remedy="Go.").line() == "PT101: No. Go."
