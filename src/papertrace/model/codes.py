"""Every code a `Problem` can have, with what it means. Codes are permanent.

Codes of errors (`papertrace.errors`) may stand on problems too: a file that cannot be read is an
error inside the worker and a problem outside it. A test compares this table with the code.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    "PT304": "The file went over a limit of time, memory or output; its worker was ended.",
    "PT305": "The reader died on this file.",
    "PT311": "The characters do not fit the declared encoding; some may be read wrongly.",
    "PT312": "A cell holds a formula without a stored result; it is empty as read.",
    "PT313": "A sheet, row or column is hidden, or a sheet could not be read.",
    "PT314": "The page holds text that a browser hides; it was read all the same.",
    "PT321": "A page is an image or a drawing; it was not read without text recognition.",
    "PT322": "Most characters of a page have no known meaning; the page was not read.",
    "PT323": "A page is damaged and could not be read.",
    "PT411": "Several forms recognise the document; none was used.",
    "PT412": "A form recognised the document, but no fact was found in it.",
    "PT421": "A party is a bare personal name; it is left out.",
    "PT422": "A sum looks like an unfilled field (0, 1) rather than a price.",
    "PT423": "The document states one figure twice with different values.",
    "PT431": "A sum that should hold does not; the document may contradict itself.",
    "PT432": "No unit is printed for the amounts of a table; none was taken.",
    "PT433": "The unit of a target does not fit what its indicator counts.",
    "PT434": "An indicator has points but no value that could be read.",
    "PT435": "The weights of a form do not add up to 90 or 100.",
    "PT436": "A printed percentage does not follow from the printed change.",
    "PT437": "A score is above the points of its row.",
    "PT438": "A change is printed as 增加（减少） without saying which.",
    "PT510": "Reviewers disagree about a fact; it is not accepted.",
    "PT511": "A decision names a fact's id but holds other values than that fact.",
    "PT602": "A claim of a kind that does not exist.",
    "PT611": "A link to a claim that claims.toml does not hold.",
    "PT612": "A claim that nothing in the draft links to.",
    "PT614": "A key or value that the kind of claim does not take.",
    "PT615": "A claim without a kind, or an entry that is no table.",
    "PT616": "A key or table that stands twice.",
    "PT617": "A link to a claim without words.",
    "PT620": "A figure that no claim covers.",
    "PT621": "A date that no claim covers.",
    "PT622": "A superlative that no claim covers.",
    "PT623": "A no, never, only or first that no claim covers.",
    "PT624": "A waiver without a reason, or that cannot be read.",
    "PT625": "A waiver for words that do not stand unclaimed in the draft.",
    "PT626": "A fact behind a claim that only one person accepted.",
    "PT627": "The value is far above the `at least` of the story.",
    "PT628": "The document states a bound that the story leaves out.",
    "PT629": "A document searched says that content is withheld as secret.",
    "PT630": "These figures must not be added, or there is no figure to add.",
    "PT631": "The document says what the figure is per; the story leaves it out.",
}
