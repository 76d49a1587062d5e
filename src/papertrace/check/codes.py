"""The permanent codes of what a check reports; a retired one is never given to something else."""

from __future__ import annotations

LINK_WITHOUT_TABLE = "PT611"
TABLE_WITHOUT_LINK = "PT612"
UNKNOWN_KIND = "PT602"
BAD_OPTION = "PT614"
NO_KIND = "PT615"
TWICE = "PT616"
NO_WORDS = "PT617"
UNCLAIMED_FIGURE = "PT620"
UNCLAIMED_DATE = "PT621"
UNCLAIMED_SUPERLATIVE = "PT622"
UNCLAIMED_ABSOLUTE = "PT623"
BAD_WAIVER = "PT624"
IDLE_WAIVER = "PT625"
SECOND_PERSON = "PT626"
FAR_ABOVE = "PT627"
BOUND_LEFT_OUT = "PT628"
WITHHELD = "PT629"
"""PT630 is analyse's: figures that must not be added."""
PER_LEFT_OUT = "PT631"
NOUN_UNKNOWN = "PT632"
RENDERING = "PT641"
FEW_SOURCES = "PT642"
UNVERIFIED = "PT643"
NOT_ASKED = "PT644"
REPLY_LEFT_OUT = "PT645"
INTRODUCED_ALONE = "PT648"
TO_READ = "PT646"
ALIAS_UNVOUCHED = "PT647"

TOLD: dict[str, str] = {
    LINK_WITHOUT_TABLE: "A link to a claim that claims.toml does not hold.",
    TABLE_WITHOUT_LINK: "A claim that nothing in the draft links to.",
    UNKNOWN_KIND: "A claim of a kind that does not exist.",
    BAD_OPTION: "A key or value that the kind of claim does not take.",
    NO_KIND: "A claim without a kind, or an entry that is no table.",
    TWICE: "A key or table that stands twice.",
    NO_WORDS: "A link to a claim without words.",
    UNCLAIMED_FIGURE: "A figure that no claim covers.",
    UNCLAIMED_DATE: "A date that no claim covers.",
    UNCLAIMED_SUPERLATIVE: "A superlative that no claim covers.",
    UNCLAIMED_ABSOLUTE: "A no, never, only or first that no claim covers.",
    BAD_WAIVER: "A waiver without a reason, or that cannot be read.",
    IDLE_WAIVER: "A waiver for words that do not stand unclaimed in the draft.",
    SECOND_PERSON: "A fact behind the claim that only one person accepted.",
    FAR_ABOVE: "The value is far above the `at least` of the story.",
    BOUND_LEFT_OUT: "The document states a bound that the story leaves out.",
    WITHHELD: "A document searched says that content is withheld as secret.",
    PER_LEFT_OUT: "The document says what the figure is per; the story leaves it out.",
    NOUN_UNKNOWN: "The noun behind a figure may tell another thing than the document counts.",
    RENDERING: "A loaded term is translated otherwise than the glossary has it.",
    FEW_SOURCES: "Few sealed sources stand beside words that could lead to one of them.",
    UNVERIFIED: "Sealed sources without the words that they could not be verified.",
    NOT_ASKED: "An accused party was not asked.",
    REPLY_LEFT_OUT: "The story does not say what became of asking an accused party.",
    INTRODUCED_ALONE: "A second person whom only the person they second has introduced.",
    TO_READ: "A sentence around a claim holds words not understood; a person must read it.",
    ALIAS_UNVOUCHED: "A name of `[bodies]` shares nothing with its body; a person must confirm it.",
}
"""Code -> what it means."""
