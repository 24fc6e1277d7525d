"""The pictures of a set of cards as one file."""

import io
import zipfile
from collections.abc import Mapping


def pack_pictures(pictures: Mapping[str, bytes]) -> bytes:
    """The pictures by their names as a ZIP; the same pictures give the same bytes. JPEGs are compressed already."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in sorted(pictures.items()):
            packed.writestr(zipfile.ZipInfo(name), content)  # of a fixed date
    return file.getvalue()


def unpack_pictures(packed: bytes) -> dict[str, bytes]:
    """The pictures of which `pack_pictures` made a file."""
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
