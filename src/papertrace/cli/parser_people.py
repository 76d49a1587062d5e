"""The words of the commands about people's part: translations, releases, replies, sources."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

Verb = Callable[[str, str], argparse.ArgumentParser]


def _everywhere(some: object) -> None:
    """Let `--case` and `--json` stand behind the last word, too, as with every other command."""
    for one in getattr(some, "choices", {}).values():
        one.add_argument("--case", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        one.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )


def _by(one: argparse.ArgumentParser) -> None:
    one.add_argument("--by", default=None, metavar="KEY")


def vouching(verb: Verb) -> None:
    """Add `translation`, `vouch`, `release` and `reply`."""
    what = verb("translation", "words in another language, with two people behind them")
    some = what.add_subparsers(dest="what", metavar="WHAT", required=True)
    one = some.add_parser("add", help="translate words that stand on a page")
    one.add_argument("document")
    one.add_argument("page", type=int)
    one.add_argument("quote", help="the words as printed")
    one.add_argument("words", help="what they mean")
    one.add_argument("--language", default="en", help="of the translation (default: en)")
    _by(one)
    one = some.add_parser("second", help="agree, as another person, with a translation")
    one.add_argument("translation", help="the beginning of its id")
    _by(one)
    some.add_parser("list", help="every translation, and who read it")
    _everywhere(some)
    one = verb("vouch", "say, having read them, that sentences say what their claims prove")
    one.add_argument("draft", type=Path)
    one.add_argument("claims", nargs="*", metavar="CLAIM",
                     help="or :LINE where there is none; nothing: list what waits")  # fmt: skip
    one.add_argument("--name", dest="names", action="append", default=[], metavar="WORDS",
                     help="a name of [bodies] that means its body")  # fmt: skip
    one.add_argument("--reason", default="")
    one.add_argument("--withdraw", action="store_true", help="take back what anybody vouched for")
    _by(one)
    one = verb("release", "sign exactly the words of a draft, as editor or lawyer")
    one.add_argument("draft", type=Path)
    one.add_argument("--as", dest="office", default="editor", choices=("editor", "lawyer"))
    one.add_argument("--withdraw", action="store_true", help="take your own signature back")
    _by(one)
    _reply(verb)


def _reply(verb: Verb) -> None:
    what = verb("reply", "the right of reply: who was asked what, when, and what they answered")
    some = what.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, told in (
        ("accuse", "note which claims accuse a party"),
        ("letter", "draft a letter from accepted facts; nothing is sent"),
        ("asked", "note that the party was asked"),
        ("answered", "note an answer, whole"),
        ("not-asked", "an editor's decision not to ask; needs a second signature"),
    ):
        one = some.add_parser(name, help=told)
        one.add_argument("party", help="the body or company, as the story names it")
        _by(one)
        if name == "accuse":
            one.add_argument("--claims", nargs="+", required=True, metavar="CLAIM")
        if name in ("asked", "answered"):
            one.add_argument("--channel", required=True, help="letter, fax, e-mail, telephone ...")
            one.add_argument("--on", required=True, metavar="DAY")
        if name in ("letter", "asked"):
            one.add_argument("--deadline", required=True, metavar="DAY")
        if name == "letter":
            one.add_argument("--out", type=Path, required=True, metavar="FILE")
            one.add_argument("--draft", type=Path, default=None)
        if name == "answered":
            one.add_argument("--text", type=Path, required=True, metavar="FILE")
        if name == "not-asked":
            one.add_argument("--reason", required=True)
    one = some.add_parser("second", help="agree, as another person, with a decision not to ask")
    one.add_argument("step", help="the beginning of its id")
    _by(one)
    some.add_parser("list", help="every party, and the sentence the story must carry")
    _everywhere(some)


def team(verb: Verb, desk: argparse.ArgumentParser) -> None:
    """Add `team`, and what `desk` takes for one."""
    desk.add_argument("paths", nargs="*", metavar="PATH",
                      help="files and folders to add and read first")  # fmt: skip
    desk.add_argument("--team", action="store_true",
                      help="people sign in, each with a key of their own")  # fmt: skip
    desk.add_argument("--host", default="127.0.0.1", metavar="ADDRESS",
                      help="where others reach a team's desk; needs a certificate")  # fmt: skip
    desk.add_argument("--name", dest="names", action="append", default=[], metavar="NAME",
                      help="a name by which browsers ask for a team's desk")  # fmt: skip
    for option, told in (("--certificate", "TLS"), ("--certificate-key", "its private key")):
        desk.add_argument(option, type=Path, default=None, metavar="FILE", help=f"{told}, PEM")
    what = verb("team", "who signs in at a team's desk, and what they may do in this case")
    some = what.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, told in (
        ("add", "let somebody in, with an account and a key; prints the first password"),
        ("role", "give a member another role in this case, or `none`"),
        ("disable", "let an account sign in no more, in any case"),
        ("enable", "let it sign in again"),
        ("reset", "give a first password again; the key opens with its owner's code"),
        ("end", "end every session of an account"),
    ):
        one = some.add_parser(name, help=told)
        one.add_argument("member", metavar="NAME")
        if name == "add":
            one.add_argument("--role", default="reviewer")
        if name == "role":
            one.add_argument("role")
        if name == "reset":
            one.add_argument("--code", default=None, help="asked for where it is not given")
            one.add_argument("--new-key", action="store_true",
                             help="the code is lost: a new key, which counts as"
                             " another person's")  # fmt: skip
        if name in ("add", "role", "reset"):
            _by(one)
    some.add_parser("list", help="the members of this case, without passwords or keys")
    _everywhere(some)


def witness(verb: Verb) -> None:
    """Add `witness`."""
    what = verb("witness", "confidential sources: an encrypted store, outside any case")
    some = what.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, told in (
        ("new", "make a store"),
        ("source", "add a source"),
        ("interview", "add what a source told, to the month"),
        ("list", "show what the store holds"),
        ("remove", "take a source out with all it told"),
        ("export", "write the signed number of sources behind a claim"),
    ):
        one = some.add_parser(name, help=told)
        one.add_argument("store", type=Path)
        one.add_argument("--passphrase-file", default=None, metavar="FILE")
        if name in ("source", "interview", "remove"):
            one.add_argument("--label", required=True, help="what you call the source")
        if name == "source":
            one.add_argument(
                "--role",
                required=True,
                help="of the closed list: defector, missionary, trader, official, resident ...",
            )
            one.add_argument("--group", default="", help="sources who know from each other")
        if name == "interview":
            one.add_argument("--month", required=True, metavar="YYYY-MM")
            one.add_argument("--claims", nargs="+", required=True, metavar="CLAIM")
            one.add_argument("--notes", type=Path, default=None, metavar="FILE")
        if name == "export":
            one.add_argument("claim")
            one.add_argument("--role", default="", help="only sources of this role")
            one.add_argument(
                "--for",
                dest="told_case",
                default="",
                metavar="ID",
                help="the case it is signed for (`papertrace status`; default: the one at hand)",
            )
            one.add_argument("--out", type=Path, required=True, metavar="FOLDER")
            _by(one)
    _everywhere(some)
