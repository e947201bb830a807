"""Files behind URLs that fsspec knows: `s3://`, `gs://`, `http://`, `memory://` and what else is installed for it.

The account and its keys are those of the environment, as the protocol's own package finds them; a name in a message
or a record never shows what a URL says of them.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from glob import has_magic
from typing import Any, BinaryIO, cast
from urllib.parse import unquote

from thidua.records import Problem

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)(?:://|::)")
_ACCOUNT = re.compile(r"(?<=://)[^/@\s]*@")
_PASSWORD = re.compile(r"(?<=://)([^/@:\s]*):[^/@\s]*(?=@)")
_QUERY = re.compile(r"[?#].*$", re.DOTALL)
_BUFFER = 1 << 18


@dataclass(frozen=True, slots=True)
class Remote:
    """A file behind a URL."""

    name: str
    open: Callable[[], BinaryIO]


def is_url(name: str) -> bool:
    """Whether a name is a URL; a drive of Windows has one letter and is none."""
    return _URL.match(name) is not None


def local(name: str) -> str:
    """Return the path of a `file://` URL, any other name as it is."""
    return re.sub(r"^file://(?:localhost)?(?=/)", "", name)


def shown(name: str) -> str:
    """Return a URL as a message shows it.

    >>> shown("https://an:bi-mat@vidu.vn/2016/tin%20tuc.jsonl?key=1"), shown("sftp://an:bi-mat@vidu.vn/tin.jsonl")
    ('https://vidu.vn/2016/tin tuc.jsonl', 'sftp://an@vidu.vn/tin.jsonl')
    """
    if _is_http(name):
        return unquote(_QUERY.sub("", _ACCOUNT.sub("", name)))
    return _PASSWORD.sub(r"\1", name)


def files(name: str, beside: Callable[[str], bool]) -> Iterator[Remote | Problem]:
    """Yield the files that a URL means, in sorted order; of a folder only what lies not `beside` articles."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        message = "URLs need the extra `remote`: pip install 'thidua[remote]'"
        yield Problem(code="missing-extra", message=message, file=shown(name))
        return
    try:
        system, path = url_to_fs(name, **_options(name))
        found = _find(system, path, name)
    except ImportError as error:  # fsspec says which package the protocol needs: Install s3fs to access S3
        yield Problem(code="missing-extra", message=f"cannot be opened: {_reason(error, name)}", file=shown(name))
        return
    except Exception as error:  # each protocol has errors of its own
        if _is_missing(error):
            yield Problem(code="missing-file", message="there is no such file or folder", file=shown(name))
        else:
            message = f"cannot be reached ({_reason(error, name)})"
            yield Problem(code="unreadable", message=message, file=shown(name))
        return
    if not found:
        message = "no file fits this pattern" if _has_magic(name) else "there is no such file or folder"
        yield Problem(code="missing-file", message=message, file=shown(name))
    for one, is_folder in found:
        if is_folder:
            yield from _walk(system, one, beside)
        elif len(found) == 1 or not beside(one):
            yield _remote(system, one)


def state(name: str) -> tuple[int | None, str]:
    """Return the size of the file behind a URL, if known, and what tells its present state from a later one.

    Raises:
        OSError: it cannot be reached, or is not there.
    """
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(name, **_options(name))
        size = system.info(path).get("size")
        return size if isinstance(size, int) else None, f"{size}-{system.ukey(path)}"
    except Exception as error:  # each protocol has errors of its own
        raise OSError(_reason(error, name)) from None


def _find(system: Any, path: str, name: str) -> list[tuple[str, bool]]:
    """Return what a URL means with whether it is a folder: one file or folder, or what fits its pattern."""
    if _is_http(name):
        # A server has no folders, only pages with links: whatever does not end as a folder does is taken for a file.
        if not _has_magic(name):
            return [(path, _QUERY.sub("", path).endswith("/"))]
    else:
        try:
            return [(path, system.info(path)["type"] == "directory")]
        except FileNotFoundError:
            if not _has_magic(name):
                raise
    entries = system.glob(path, detail=True)
    deep = "**" in path  # which lists what is below by itself
    found = [(one, info["type"] == "directory") for one, info in sorted(entries.items())]
    hidden = os.path.basename(path).startswith(".")
    return [
        (one, is_folder)
        for one, is_folder in found
        if not (deep and is_folder) and (hidden or not os.path.basename(one.rstrip("/")).startswith("."))
    ]


def _walk(system: Any, folder: str, beside: Callable[[str], bool]) -> Iterator[Remote | Problem]:
    name, inside = system.unstrip_protocol(folder), folder.rstrip("/") + "/"
    try:
        entries = [(info["name"], info["type"] == "directory") for info in system.ls(folder, detail=True)]
        system.invalidate_cache()  # fsspec would keep all listings, a kilobyte a file
    except Exception as error:
        missing, reason = _is_missing(error), _reason(error, name)
        message = "there is no such folder" if missing else f"the folder cannot be read ({reason})"
        yield Problem(code="missing-file" if missing else "unreadable", message=message, file=shown(name))
        return
    for path, is_folder in sorted(entries, key=_without_slash):
        base = os.path.basename(_QUERY.sub("", path.rstrip("/")) if _is_http(name) else path.rstrip("/"))
        # Object stores list the mark of an empty folder, a server's page has links that lead out of it.
        if base.startswith(".") or path.rstrip("/") == folder.rstrip("/") or (_is_http(name) and inside not in path):
            continue
        if is_folder:
            yield from _walk(system, path, beside)
        elif not beside(base):
            yield _remote(system, path)


def _without_slash(entry: tuple[str, bool]) -> str:
    return entry[0].rstrip("/")


def _remote(system: Any, path: str) -> Remote:
    name = system.unstrip_protocol(path)
    return Remote(name, lambda: _open(system, path, name))


def _options(name: str) -> dict[str, Any]:
    """Return what a protocol must know: a web server's file may take hours to read, but no part of it minutes."""
    if not _is_http(name):
        return {}
    try:
        from aiohttp import ClientTimeout
    except ImportError:  # fsspec says so
        return {}
    return {"client_kwargs": {"timeout": ClientTimeout(total=None, sock_connect=30, sock_read=120)}}


def _open(system: Any, path: str, name: str) -> BinaryIO:
    try:
        stream = system.open(path, "rb")
    except Exception as error:
        if _is_missing(error):
            raise FileNotFoundError(name) from None
        raise OSError(_reason(error, name)) from None
    again = partial(system.open, path, "rb", block_size=0) if _is_http(name) else None
    return cast(BinaryIO, io.BufferedReader(_Stream(stream, name, again), _BUFFER))


class _Stream(io.RawIOBase):
    """A file of fsspec all of whose errors are errors of reading.

    fsspec reads a web server's file part by part, which long readings need; `again` opens it as one stream, for a
    server that does not send parts.
    """

    def __init__(self, stream: Any, name: str, again: Callable[[], Any] | None) -> None:
        self._stream = stream
        self._name = name
        self._again = again

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            try:
                data = self._stream.read(len(buffer))
            except ValueError:  # the server does not send parts
                if self._again is None:
                    raise
                self._read_on()
                data = self._stream.read(len(buffer))
        except Exception as error:
            raise OSError(_reason(error, self._name)) from None
        buffer[: len(data)] = data
        return len(data)

    def _read_on(self) -> None:
        assert self._again is not None
        position = self._stream.tell()
        self._stream.close()
        self._stream, self._again = self._again(), None
        while position and (passed := len(self._stream.read(min(position, _BUFFER)))):
            position -= passed

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return int(self._stream.seek(offset, whence))
        except Exception as error:
            raise OSError(_reason(error, self._name)) from None

    def tell(self) -> int:
        return int(self._stream.tell())

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def _is_http(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _has_magic(name: str) -> bool:
    return ("*" in name or "[" in name) if _is_http(name) else has_magic(name)  # `?` begins the query of an address


def _is_missing(error: Exception) -> bool:
    """Whether an error says that there is no such file; fsspec also says so of servers that cannot be reached."""
    cause = _cause(error)
    missing = isinstance(cause, FileNotFoundError) or getattr(cause, "status", None) == 404
    return missing and isinstance(error, FileNotFoundError)


def _cause(error: BaseException) -> BaseException:
    while isinstance(error, FileNotFoundError) and error.__cause__ is not None:
        error = error.__cause__
    return error


def _reason(error: Exception, name: str) -> str:
    """Return the first line of an error, without what a URL says of an account."""
    cause = _cause(error)
    line = (str(cause).strip().splitlines() or [""])[0].replace(name, shown(name))
    line = _PASSWORD.sub(r"\1", line)[:200]
    return line if isinstance(cause, ImportError | OSError) and line else f"{type(cause).__name__}: {line}".rstrip(": ")
