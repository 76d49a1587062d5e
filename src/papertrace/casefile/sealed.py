"""Encryption with age: to whom, with which key, as a stream. Nothing unencrypted is kept here.

A recipient is a public line (`age1...`, `ssh-ed25519 ...`), a file of such lines, or the name of
one of the user's own keys for reading. It knows no case.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

import pyrage

from papertrace.casefile import disk
from papertrace.errors import BackupUnusable, NotPreserved, UnknownKey, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIX = ".age"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105  (how the line of a secret key begins)
_LEAST = 12
"""Characters of a passphrase."""


class Readable(Protocol):
    """What bytes are drawn from."""

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes, none at the end."""


def own_recipient(folder: Path, label: str) -> str:
    """Give the public line of one's own key for reading; it is made where there is none."""
    path = folder / f"{label}{SUFFIX}"
    if not path.is_file():
        made = pyrage.x25519.Identity.generate()
        try:
            disk.make_folder(folder, 0o700)
            disk.write_new(path, f"{made}\n".encode(), 0o600)
        except OSError as error:
            msg = f"The key `{label}` could not be written: {error.strerror}."
            raise NotPreserved(msg) from error
    return str(_identities(path)[0].to_public())


def recipients(told: Iterable[str], own: Path) -> list[object]:
    """Give whom these words name; UnknownKey where one names nobody."""
    found = [r for word in told for r in _named(word, own)]
    if not found:
        msg = "It is encrypted to somebody."
        raise UsageError(msg, remedy="--to RECIPIENT: age1..., ssh-ed25519 ..., or a file of them")
    return found


def _named(word: str, own: Path) -> list[object]:
    if (own / f"{word}{SUFFIX}").is_file():
        return [_recipient(own_recipient(own, word))]
    path = Path(word)
    if not word.startswith(("age1", "ssh-")) and path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        return [_recipient(line) for line in lines if line.strip() and not line.startswith("#")]
    return [_recipient(word)]


def _recipient(line: str) -> object:
    kind = pyrage.ssh if line.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(line.strip())
    except pyrage.RecipientError as error:
        msg = f"{line[:40]!r} is nobody's public key for reading."
        raise UnknownKey(msg, remedy="age1..., ssh-ed25519 ..., or `papertrace key age`") from error


def identities(files: Iterable[Path], own: Path) -> list[object]:
    """Give the secret keys in these files, or one's own where none is named; UnknownKey."""
    named = list(files)
    paths = named or sorted(own.glob(f"*{SUFFIX}"))
    found = [i for path in paths for i in _identities(path)]
    if not found:
        msg = "There is no key to open it with."
        raise UnknownKey(msg, remedy="--identity FILE")
    return found


def _identities(path: Path) -> list[Any]:
    try:
        data = disk.read(path)
        lines = [w for w in data.decode("utf-8", "replace").split() if w.startswith(_SECRET)]
        if lines:
            return [pyrage.x25519.Identity.from_str(line) for line in lines]
        return [pyrage.ssh.Identity.from_buffer(data)]
    except (OSError, pyrage.IdentityError, ValueError) as error:
        msg = f"{path.name} holds no secret key that could open anything."
        raise UnknownKey(msg, remedy="--identity FILE: of age, or an unlocked SSH key") from error


def fresh() -> tuple[object, object]:
    """Make a pair that only this process knows: (secret, public)."""
    made = pyrage.x25519.Identity.generate()
    return made, made.to_public()


def wrapped(secret: object, passphrase: str) -> bytes:
    """Lock a secret key with a passphrase; UsageError where that is too short."""
    if len(passphrase) < _LEAST:
        msg = f"A passphrase of fewer than {_LEAST} characters can be guessed."
        raise UsageError(msg, remedy="Use five or more random words.")
    return bytes(pyrage.passphrase.encrypt(str(secret).encode(), passphrase))


def unwrapped(data: bytes, passphrase: str) -> list[object]:
    """Open what `wrapped` locked; BackupUnusable where the passphrase is another one."""
    try:
        line = pyrage.passphrase.decrypt(data, passphrase).decode()
        return [pyrage.x25519.Identity.from_str(line)]
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as error:
        msg = "It does not open with this passphrase."
        raise BackupUnusable(msg, remedy="Try the passphrase again.") from error


class _Between:
    """Stands between age and the disk, and keeps what went wrong: age itself tells a word of it."""

    def __init__(self, source: Readable, descriptor: int, path: Path) -> None:
        self._source, self._descriptor, self._path = source, descriptor, path
        self.trouble: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as error:
            self.trouble = error
            raise

    def write(self, data: bytes) -> int:
        try:
            disk.write(self._descriptor, data, self._path)
        except BaseException as error:
            self.trouble = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


def encrypt(source: Readable, path: Path, to: list[object]) -> None:
    """Write a stream encrypted into a new file, durably; OSError leaves it to be removed."""
    descriptor = disk.create(path, 0o600)
    between = _Between(source, descriptor, path)
    try:
        pyrage.encrypt_io(between, between, to)
        disk.sync(descriptor, path)
    except Exception:
        if between.trouble is not None:
            raise between.trouble from None
        raise
    finally:
        disk.close(descriptor, path)


@contextmanager
def decrypted(path: Path, keys: list[object]) -> Iterator[BinaryIO]:
    """Give the plain bytes of a file as a stream; what they say counts once the block has ended.

    BackupUnusable at the end where the key is another one, or the file was changed or cut.
    """
    out, into = os.pipe()
    trouble: list[Exception] = []

    def run() -> None:
        try:
            with disk.stream(path) as source, os.fdopen(into, "wb") as sink:
                pyrage.decrypt_io(source, sink, keys)
        except BrokenPipeError:
            return  # whoever reads has given up, and says why
        except Exception as error:  # noqa: BLE001  (told by whoever started the thread)
            trouble.append(error)

    thread = threading.Thread(target=run, name="decrypting")
    thread.start()
    try:
        with os.fdopen(out, "rb") as stream:
            yield stream
            while stream.read(disk.CHUNK):
                pass
    except BackupUnusable as error:
        thread.join()
        raise _told(trouble) if trouble else error from None
    finally:
        thread.join()
    if trouble:
        raise _told(trouble) from None


def _told(trouble: list[Exception]) -> BackupUnusable:
    first = trouble[0]
    if isinstance(first, pyrage.DecryptError) and "match" in str(first).lower():
        msg = "None of the keys opens it."
        return BackupUnusable(msg, remedy="--identity FILE")
    return BackupUnusable(f"It cannot be decrypted whole: {first}.")
