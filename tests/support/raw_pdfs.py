"""PDFs put together object by object, so that any of their parts can be wrong."""

import struct
import zlib
from collections.abc import Mapping, Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object, as it is."""
    return b"<</Length %d%s>>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def flate(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def show_text(text: bytes, size: int = 12) -> bytes:
    """Page content that shows lines of text."""
    lines = b" T* ".join(b"(" + line + b") Tj" for line in text.split(b"\n"))
    return b"BT /F1 %d Tf %d TL 60 760 Td " % (size, size + 3) + lines + b" ET"


def assemble_pdf(objects: Mapping[int, bytes], *, trailer: bytes = b"/Root 1 0 R", version: bytes = b"1.7") -> bytes:
    """A file of these objects with a table of where they are."""
    body, offsets = b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n", {}
    parts = [body]
    position = len(body)
    for number, content in sorted(objects.items()):
        offsets[number] = position
        parts.append(b"%d 0 obj\n" % number + content + b"\nendobj\n")
        position += len(parts[-1])
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        for number in range(size)
    )
    end = b"xref\n0 %d\n%strailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, table, size, trailer, position)
    return b"".join([*parts, end])


def document(
    contents: Sequence[bytes],
    *,
    page: bytes = b"",
    resources: bytes = b"/Font<</F1 3 0 R>>",
    catalog: bytes = b"",
    extra: Mapping[int, bytes] | None = None,
) -> dict[int, bytes]:
    """The objects of a document: catalog 1, page tree 2, font 3, then for each page its dictionary and its content.

    Args:
        contents: stream objects, one for each page.
        page: further entries of each page.
        resources: of each page.
        catalog: further entries of the catalog.
        extra: further objects, from number 100,000 on; or others in place of those here.
    """
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(contents)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<<%s>>>>"
        % (len(contents), kids, resources),
        3: FONT,
    }
    for index, content in enumerate(contents):
        objects[4 + 2 * index] = b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>" % (5 + 2 * index, page)
        objects[5 + 2 * index] = content
    return {**objects, **(extra or {})}


def tabled_by_stream(objects: Mapping[int, bytes], packed: Mapping[int, tuple[int, int]], root: int = 1) -> bytes:
    """A file whose table is a stream, as since PDF 1.5.

    Args:
        objects: those that stand by themselves.
        packed: for each object inside a stream of objects, that stream's number and its place therein.
        root: the number of the catalog.
    """
    number = max({*objects, *packed}) + 1
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    rows = {0: (0, 0, 65535), **{inside: (2, *place) for inside, place in packed.items()}}
    for name, content in sorted(objects.items()):
        rows[name] = (1, len(body), 0)
        body += b"%d 0 obj\n" % name + content + b"\nendobj\n"
    rows[number] = (1, len(body), 0)
    table = b"".join(struct.pack(">BIH", *rows.get(name, (0, 0, 0))) for name in range(number + 1))
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R" % (number + 1, root)
    body_end = b"startxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"%d 0 obj\n" % number + flate(table, entries) + b"\nendobj\n" + body_end
