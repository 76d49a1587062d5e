"""What can be typed: every command, its words and its help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import papertrace
from papertrace.cli import parser_keeping, parser_people, parser_results, parser_web

Verb = Callable[[str, str], argparse.ArgumentParser]


def _common() -> argparse.ArgumentParser:
    """Give the options that stand before or behind any command."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--case",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the case (default: the current folder)",
    )
    shared.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print JSON: one value, or one a line for lists",
    )
    return shared


def parser() -> argparse.ArgumentParser:
    """Build the whole command line."""
    shared = _common()
    top = argparse.ArgumentParser(
        prog="papertrace",
        parents=[shared],
        description="From a pile of public documents to a published story in which every figure"
        " opens the exact spot on the page that proves it.",
        epilog="Exit codes: 0 clean, 1 findings, 2 wrong use, 3 fault.",
    )
    top.add_argument("--version", action="version", version=f"papertrace {papertrace.__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND", required=True)

    def verb(name: str, told: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=told, description=told, parents=[shared])

    _making(verb)
    _looking(verb)
    parser_results.results(verb)
    _judging(verb)
    parser_people.vouching(verb)
    _ending(verb)
    parser_keeping.keeping(verb)
    parser_people.witness(verb)
    return top


def _count(text: str) -> int:
    """Read a number of at least 1."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not number:
        msg = f"{text!r} is not a number of at least 1"
        raise argparse.ArgumentTypeError(msg)
    return number


def _jobs(one: argparse.ArgumentParser) -> None:
    one.add_argument("--jobs", type=_count, default=None, metavar="N", help="workers at a time")


def _making(verb: Verb) -> None:
    one = verb("new", "make a case, and a key for you when there is none")
    one.add_argument("dir", type=Path)
    one.add_argument("--title", default="")
    one = verb("add", "preserve files, folders and addresses; no file is added twice")
    one.add_argument("paths", nargs="*", metavar="PATH|URL")
    parser_web.adding(one)
    one.add_argument("--by", default=None, metavar="KEY")
    one.add_argument(
        "--passwords",
        type=Path,
        default=None,
        metavar="FILE",
        help="for locked files: lines of NAME or digest, a tab, the password; kept nowhere",
    )
    one = verb("build", "read and extract what is new; can be stopped and resumed at any time")
    _jobs(one)
    one.add_argument(
        "--again", action="store_true", help="also what was refused because its worker died"
    )
    one.add_argument(
        "--reread",
        action="store_true",
        help="recognise the pictures of all recorded readings anew, and say what reads otherwise",
    )
    one.add_argument("--by", default=None, metavar="KEY", help="who signs new recorded readings")
    one = verb("key", "keys you sign with, and whose keys a case knows")
    one.add_argument(
        "what",
        choices=("new", "list", "show", "age", "introduce", "confirm", "people"),
        help="new NAME; list yours; show [NAME] for somebody to introduce; age"
        " [NAME]: your key for opening backups and locked cases; introduce NAME PUBLIC:"
        " make another person's key known to the case; confirm NAME: you know them, too; people"
        " the case knows",
    )
    one.add_argument("label", nargs="?", default="", metavar="NAME")
    one.add_argument("public", nargs="?", default="", help="another person's public key, as shown")
    one.add_argument("--by", default=None, metavar="KEY")
    one = verb("suggest", "ask the model that case.toml names where the rules left little")
    one.add_argument("--by", default=None, metavar="KEY")
    verb("doctor", "what is installed, how workers are walled off, what is missing")


def _looking(verb: Verb) -> None:
    verb("status", "counts by kind, year, publisher; what failed and why; what needs review")
    verb("documents", "one line a document")
    one = verb("pages", "the pages of a document as read")
    one.add_argument("document", help="its name, or the beginning of its digest")
    one.add_argument("--page", type=int, default=None, metavar="N")
    one.add_argument("--text", action="store_true", help="print the plain text")
    one = verb(
        "look", "draw a page with what was read of it: words, cells, tables, order, warnings"
    )
    one.add_argument("document", help="its name, or the beginning of its digest")
    one.add_argument("number", type=_count, metavar="page", help="the page's number, from 1")
    one.add_argument("--out", type=Path, default=None, metavar="FILE.png")
    one.add_argument(
        "--show",
        default="words,cells,tables,order,warnings",
        metavar="WHAT,...",
        help="words, cells, tables, order, warnings (default: all)",
    )
    parser_web.looking(verb)
    one = verb("facts", "one line a fact, with its anchors")
    one.add_argument("--kind", default=None)
    one.add_argument("--document", default=None, metavar="NAME")
    one.add_argument(
        "--status",
        default=None,
        choices=("proposed", "accepted", "corrected", "rejected", "stale", "disputed"),
    )
    one = verb("find", "every place where words stand, with boxes")
    one.add_argument("query", nargs="?", default="")
    one.add_argument("--exact", action="store_true", help="these words alone, nothing beside them")
    one.add_argument("--list", default=None, metavar="FILE", help="a query a line, UTF-8")
    one.add_argument("--like", default=None, metavar="QUESTION",
                     help="the nearest to it first, in any language: an order by a machine, no"
                     " proof; without a query every page (needs papertrace[rank])")  # fmt: skip
    one = verb("entities", "organisations, places, facilities and projects that facts name")
    one.add_argument(
        "--kind", default=None, choices=("organisation", "place", "facility", "project")
    )
    verb("purchases", "one line a purchase, with its stages from intention to acceptance")
    verb("proposals", "pairs of names or notices that may be one: for you to judge")
    verb("rates", "how often two people agree, and people and machine err, by field")
    one = verb("sql", "read-only SQL over the accepted facts, one view a kind")
    one.add_argument("query")
    one.add_argument("--all", action="store_true", help="proposed facts too")


def _judging(verb: Verb) -> None:
    one = verb("decide", "accept, reject or correct facts, signed with your key")
    one.add_argument(
        "facts",
        nargs="+",
        metavar="FACT ... VERDICT [FIELD=VALUE ...]",
        help="ids (or their beginnings; - reads them from standard input),"
        " then accept, reject, or correct FIELD=VALUE ...; or `undo` alone: your latest decision"
        " is taken back",
    )
    one.add_argument(
        "--seen",
        default="",
        metavar="WORDS",
        help="what you read on the page, for a fact whose page may deceive (several: A;B)",
    )
    one.add_argument("--by", default=None, metavar="KEY")
    one.add_argument("--reason", default="")
    one = verb("judge", "any other verdict: lineage, complete, waived, ...")
    one.add_argument("subject")
    one.add_argument("verdict")
    one.add_argument("--with", dest="other", default="", metavar="OTHER")
    one.add_argument("--reason", default="")
    one.add_argument("--by", default=None, metavar="KEY")


def _ending(verb: Verb) -> None:
    parser_web.watching(verb)
    parser_web.sealing(verb)
    one = verb("check", "test a draft: every figure against the accepted facts")
    one.add_argument("draft", type=Path)
    one.add_argument(
        "--format", dest="form", default="text", choices=("text", "sarif", "junit", "html")
    )
    one.add_argument("--out", type=Path, default=None, metavar="FILE")
    one.add_argument("--watch", action="store_true", help="again whenever the draft is saved")
    one = verb("verify", "archive, log, anchors and derived state: sound or broken, item by item")
    one.add_argument(
        "--reread",
        action="store_true",
        help="read every document again and compare: takes as long as building",
    )
    parser_web.receipts(one)
    _jobs(one)
    one = verb("publish", "write a checked story; refuses what is unchecked or unaccepted")
    one.add_argument("out", type=Path)
    one.add_argument("--format", dest="form", default="site", metavar="FORMAT",
                     help="site, package, xlsx, ocds, ftm, wacz, claimreview, bundle")  # fmt: skip
    one.add_argument(
        "--all", action="store_true", help="every accepted fact, not the story's alone"
    )
    one.add_argument(
        "--draft", type=Path, default=None, help="default: drafts/story.md of the case"
    )
    one.add_argument("--by", default=None, metavar="KEY", help="whose key signs a bundle")
    one.add_argument("--correction", default="", metavar="WORDS",
                     help="what is corrected in a story published here before")  # fmt: skip
    one.add_argument("--preview", action="store_true",
                     help="the site as released, marked, though it still waits")  # fmt: skip
    one.add_argument("--edition", default="public", choices=("public", "expert"),
                     help="expert: a bundle or wacz with originals, encrypted to --to")  # fmt: skip
    one.add_argument("--to", nargs="+", default=[], metavar="RECIPIENT",
                     help="as with `backup`, or names of [recipients] (default: all)")  # fmt: skip
    _jobs(one)
    one = verb("desk", "find, look, decide and write in the browser, on this machine alone")
    one.add_argument("--port", type=int, default=0, metavar="N", help="default: one that is free")
    one.add_argument("--by", default=None, metavar="KEY", help="who decides at this desk")
    one.add_argument("--no-open", action="store_true", help="print the start link, open nothing")
    parser_people.team(verb, one)
    one = verb("demo", "make, build, decide, check, publish the sample case; open it on the desk")
    one.add_argument("dir", type=Path, nargs="?", default=Path("papertrace-demo"))
    one.add_argument("--no-open", action="store_true",
                     help="end when the site is written, as without a terminal")  # fmt: skip
