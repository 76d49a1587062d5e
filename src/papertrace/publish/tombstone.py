"""What stands at an address whose page was taken away: a date, and no word of what it was.

It knows no case and no document. The same day and wording give the same bytes.
"""

from __future__ import annotations

NAME = "TOMBSTONE.txt"
"""The file that stands in a publication that was withdrawn whole."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Withdrawn</title>
</head>
<body>
<main>
<h1>Withdrawn</h1>
<p>{en} on <time datetime="{day}">{day}</time>.</p>
<p lang="zh">{zh}（<time datetime="{day}">{day}</time>）。</p>
</main>
</body>
</html>
"""
_TEXT = """Withdrawn on {day}.

What was published here was taken back by its publisher. Copies of it are no longer vouched for.
"""
_VERIFIER = '''"""This bundle was withdrawn by its publisher on {day}: nothing is left of it."""

import sys

print("withdrawn on {day}")
sys.exit(1)
'''


def moved(day: str) -> str:
    """Give the page for an address that a newer edition of a story does not have any more."""
    en = "This page was taken out of the story by its publisher"
    return _PAGE.format(day=day, en=en, zh="本页已由发布者从报道中移除")


def withdrawn(day: str) -> str:
    """Give the page for an address of a publication that was withdrawn whole."""
    en = "What was published here was taken back by its publisher"
    return _PAGE.format(day=day, en=en, zh="此处发布的内容已由发布者撤回")


def notice(day: str) -> str:
    """Give the text that stands in a withdrawn publication."""
    return _TEXT.format(day=day)


def verifier(day: str) -> str:
    """Give what answers in place of a bundle's own verifier."""
    return _VERIFIER.format(day=day)
