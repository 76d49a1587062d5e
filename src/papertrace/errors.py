"""Every way papertrace itself can fail, as one tree.

PapertraceError                 code, message, remedy
├─ UsageError        what was asked for cannot be done as asked           (exit 2)
│  ├─ UnknownSetting · WitnessLocked
│  ├─ UnknownDocument · UnknownFact · UnknownKey
│  ├─ OpenToOthers               a desk that others could reach lacks users or TLS
│  └─ NotInstalled               an optional part is missing; the remedy names the extra
├─ CaseError
│  ├─ CaseNotFound · CaseExists · CaseTooNew · CaseBusy · CaseLocked
│  ├─ BackupUnusable             a backup or locked case does not open whole      (exit 1)
│  ├─ ArchiveShared              a web archive to be destroyed proves others, too  (exit 1)
│  └─ CaseTampered               archive, log or anchor is not what was recorded   (exit 1)
├─ CollectError
│  ├─ FetchRefused · NotPreserved · SealUnavailable · EndpointFailed
├─ ReadError
│  ├─ UnknownFormat (OnlyOffice) · Encrypted · Damaged · OverLimit · ReaderCrashed
├─ ExtractError
│  ├─ AnchorLost
├─ ReviewError
│  ├─ NotAccepted · StaleDecision · NotSeen
├─ CheckError
│  ├─ DraftUnreadable · UnknownClaimKind
└─ PublishError                                                           (exit 1)
   ├─ DraftNotChecked · NotReleased · SourceExposed · BundleInvalid

Trouble *in* a document or a draft is not raised: it is a `papertrace.model.Problem` with a place.
An exception's message defaults to its class docstring: the words a person reads stand once.
Codes are permanent: a retired one is never given to something else.
"""

from __future__ import annotations

from typing import ClassVar


class PapertraceError(Exception):
    """Something went wrong inside papertrace."""

    code: ClassVar[str] = "PT000"
    exit_code: ClassVar[int] = 3
    remedy: ClassVar[str] = "Report it with the command you ran and the code above."

    def __init__(self, message: str = "", *, remedy: str = "") -> None:
        """Take a message (default: the class docstring) and a remedy (default: the class's)."""
        self.message = message or (type(self).__doc__ or "").split("\n", maxsplit=1)[0]
        self.advice = remedy or type(self).remedy
        super().__init__(self.message)

    def line(self) -> str:
        """Give the one line a person sees: code, what is wrong, what to do."""
        return f"{self.code}: {self.message} {self.advice}".strip()


class UsageError(PapertraceError):
    """This cannot be done as asked."""

    code = "PT001"
    exit_code = 2
    remedy = "See `papertrace --help`."


class UnknownSetting(UsageError):
    """There is no setting of this name."""

    code = "PT002"


class UnknownDocument(UsageError):
    """No document of this case has this name or digest."""

    code = "PT003"
    remedy = "`papertrace documents` lists them."


class UnknownFact(UsageError):
    """No fact of this case has this id."""

    code = "PT004"
    remedy = "`papertrace facts` lists them."


class UnknownKey(UsageError):
    """There is no key of this name that you can sign with."""

    code = "PT005"
    remedy = "`papertrace key new NAME` makes one."


class NotInstalled(UsageError):
    """An optional part is not installed."""

    code = "PT006"
    remedy = "`papertrace doctor` names what is missing."


class WitnessLocked(UsageError):
    """The witness store does not open."""

    code = "PT007"
    remedy = "Try the passphrase again; without it nobody can open the store."


class OpenToOthers(UsageError):
    """The desk is not opened to other machines without users and TLS."""

    code = "PT008"
    remedy = (
        "Leave --host out: each person runs their own desk, on their own machine. Or make a team:"
        " `papertrace team add NAME --role chief`, then `papertrace desk --team --host ADDRESS"
        " --certificate FILE --certificate-key FILE`."
    )


class CaseError(PapertraceError):
    """The case cannot be used."""

    code = "PT100"


class CaseNotFound(CaseError):
    """There is no case here."""

    code = "PT101"
    exit_code = 2
    remedy = "Go to a case folder, give --case DIR, or make one with `papertrace new DIR`."


class CaseExists(CaseError):
    """There is something at this place already."""

    code = "PT102"
    exit_code = 2
    remedy = "Name a folder that does not exist or is empty."


class CaseTampered(CaseError):
    """What is stored is not what was recorded."""

    code = "PT103"
    exit_code = 1
    remedy = "Run `papertrace verify`; bring the damaged items back from a copy."


class CaseTooNew(CaseError):
    """This case was written by a newer papertrace."""

    code = "PT104"
    remedy = "Update papertrace."


class CaseBusy(CaseError):
    """Another process is adding to or building this case."""

    code = "PT105"
    remedy = "Wait until it has finished, then repeat the command."


class CaseLocked(CaseError):
    """The case is locked: encrypted as a whole."""

    code = "PT106"
    remedy = "`papertrace unlock` opens it."


class BackupUnusable(CaseError):
    """The copy of a case cannot be used."""

    code = "PT107"
    exit_code = 1
    remedy = "Use another copy; nothing was changed."


class ArchiveShared(CaseError):
    """A web archive holds captures of other documents, too."""

    code = "PT108"
    exit_code = 1
    remedy = (
        "Capture the others again first (`papertrace add URL`), or say `--with-archives`: they"
        " stay, but how they were served (requests, headers, redirects) is destroyed."
    )


class CollectError(PapertraceError):
    """The material could not be collected."""

    code = "PT200"


class FetchRefused(CollectError):
    """This address is not fetched."""

    code = "PT201"
    exit_code = 2


class NotPreserved(CollectError):
    """The file could not be stored safely."""

    code = "PT202"
    remedy = (
        "Free some disk space, check the permissions, and repeat: what was stored stays stored."
    )


class SealUnavailable(CollectError):
    """No time-stamp could be had."""

    code = "PT203"


class EndpointFailed(CollectError):
    """The model endpoint gave no usable answer."""

    code = "PT204"
    remedy = "Nothing was changed; look at the endpoint, or do without suggestions."


class ReadError(PapertraceError):
    """The file could not be read."""

    code = "PT300"
    remedy = "The original is kept; nothing was extracted from it."


class UnknownFormat(ReadError):
    """papertrace does not read files of this format."""

    code = "PT301"


class OnlyOffice(UnknownFormat):
    """Only LibreOffice opens files of this format; the case holds no copy that it made."""

    code = "PT306"
    remedy = (
        "Install LibreOffice (`papertrace doctor` names it) and add the file again; or convert it"
        " yourself and add the copy."
    )


class Encrypted(ReadError):
    """The file is locked with a password."""

    code = "PT302"


class Damaged(ReadError):
    """The file is damaged or is not what its name says."""

    code = "PT303"


class OverLimit(ReadError):
    """The file went over a limit of time, memory, pages or output."""

    code = "PT304"


class ReaderCrashed(ReadError):
    """The reader died on this file."""

    code = "PT305"


class ExtractError(PapertraceError):
    """The facts of a document could not be extracted."""

    code = "PT400"


class AnchorLost(ExtractError):
    """A fact's anchor does not match its quote."""

    code = "PT401"


class ReviewError(PapertraceError):
    """The decision cannot be taken."""

    code = "PT500"


class NotAccepted(ReviewError):
    """Only a fact that a person accepted or corrected goes further."""

    code = "PT501"
    exit_code = 1


class StaleDecision(ReviewError):
    """The decision was made on something that has changed since."""

    code = "PT502"
    exit_code = 1


class NotSeen(ReviewError):
    """This fact is not accepted before someone typed what the page shows."""

    code = "PT503"
    exit_code = 1
    remedy = 'Look at the page, then add --seen "WORDS ON THE PAGE".'


class CheckError(PapertraceError):
    """The draft cannot be checked."""

    code = "PT600"
    exit_code = 2


class DraftUnreadable(CheckError):
    """The draft or its claims file cannot be read."""

    code = "PT601"


class UnknownClaimKind(CheckError):
    """There is no claim kind of this name."""

    code = "PT602"


class PublishError(PapertraceError):
    """Nothing was published."""

    code = "PT700"
    exit_code = 1


class DraftNotChecked(PublishError):
    """The draft does not pass its check."""

    code = "PT701"
    remedy = "Run `papertrace check`, mend what it names, and publish again."


class SourceExposed(PublishError):
    """The output would show something that must stay sealed."""

    code = "PT702"


class BundleInvalid(PublishError):
    """The written output does not pass its own verification."""

    code = "PT703"


class NotReleased(PublishError):
    """The draft, or a document it rests on, lacks a person's signature."""

    code = "PT704"
    exit_code = 1
    remedy = "papertrace release DRAFT --as editor; papertrace judge DOCUMENT official --reason …"
