"""Reads members of a zip archive that may be made to wear out its reader. Nothing is ever unpacked to a disk.

The standard library unpacks as much as there is; it has no limit of its own, so what comes is counted here.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from ..pdf.exceptions import DocumentRefusedError
from .limits import MAX_MEMBER_BYTES, MAX_MEMBERS, MAX_UNPACKED_BYTES

_READ_BYTES = 64 * 1024
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What Office and books use. Others, such as LZMA, may take any memory for their dictionaries."""


class Archive:
    """An open archive.

    Args:
        data: its bytes.

    Raises:
        DocumentRefusedError: it is damaged, or has too many members.
    """

    def __init__(self, data: bytes) -> None:
        self._left = MAX_UNPACKED_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise DocumentRefusedError("corrupt_document") from error
        if len(self._zip.filelist) > MAX_MEMBERS:
            raise DocumentRefusedError("document_too_complex")

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def stream(self, name: str) -> Iterator[bytes]:
        """A member piece by piece; nothing if there is none of this name.

        Raises:
            DocumentRefusedError: it is encrypted, damaged, or unpacks to more than may be read.
        """
        info = self._zip.NameToInfo.get(name)
        if info is None:
            return
        if info.flag_bits & _ENCRYPTED:
            raise DocumentRefusedError("encrypted_document")
        if info.compress_type not in _METHODS:
            raise DocumentRefusedError("corrupt_document")
        read = 0
        try:
            with self._zip.open(info) as member:
                while piece := member.read(_READ_BYTES):
                    read += len(piece)
                    self._left -= len(piece)
                    if read > MAX_MEMBER_BYTES or self._left < 0:
                        raise DocumentRefusedError("document_too_complex")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise DocumentRefusedError("corrupt_document") from error

    def read(self, name: str) -> bytes:
        """All of a member, see `stream`."""
        return b"".join(self.stream(name))


def resolve(base: str, reference: str) -> str:
    """The name of the member that a reference in another member means, without its fragment.

    It is only looked up among the names in the archive, so one that leads out of it, or to another machine, finds none.
    """
    path = unquote(reference.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path)).lstrip("/")
