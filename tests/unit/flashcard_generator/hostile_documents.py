"""What makes files of other kinds than PDF that are meant to break, mislead or wear out their reader."""

import io
import struct
import zipfile
import zlib

from support.office_files import WORD, archive, docx, docx_members, epub_members, paragraph, pptx_members, run, shape

FACT = "Chlorophyll is the green pigment of plants. It absorbs red and blue light."
MIB = 1024 * 1024


def document_xml(body: str, head: str = "") -> str:
    return f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def huge_member() -> bytes:
    """A document whose XML is 80 MiB of blanks, packed into 80 KiB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in docx_members("").items():
            if name != "word/document.xml":
                opened.writestr(name, content)
        with opened.open("word/document.xml", "w", force_zip64=True) as member:
            member.write(f'<w:document xmlns:w="{WORD}"><w:body>'.encode())
            for _ in range(80):
                member.write(b" " * MIB)
    return packed.getvalue()


def many_large_members() -> bytes:
    """Slides that are each below the limit of one member, and together far above that of all."""
    return archive(pptx_members([shape([FACT]) + " " * (12 * MIB)] * 10))


def overlapping_members() -> bytes:
    """Slides whose members are all the same bytes of the archive, by a directory that was changed."""
    data = archive(pptx_members([shape([FACT]) + " " * MIB] + [shape(["x"])] * 11))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        names = [info.filename for info in opened.infolist() if "slides/slide" in info.filename]
        large = max((info for info in opened.infolist()), key=lambda info: info.file_size)
    assert len(names) == 12
    start = data.index(b"PK\x01\x02")
    directory = bytearray(data[start:])
    at = 0
    while directory[at : at + 4] == b"PK\x01\x02":
        lengths = struct.unpack_from("<HHH", directory, at + 28)
        name = bytes(directory[at + 46 : at + 46 + lengths[0]]).decode()
        if name in names and len(name) == len(large.filename):
            struct.pack_into("<III", directory, at + 16, large.CRC, large.compress_size, large.file_size)
            struct.pack_into("<I", directory, at + 42, large.header_offset)
        at += 46 + sum(lengths)
    return data[:start] + bytes(directory)


def nested_archives() -> bytes:
    inner = archive({"zeros": b"\0" * (8 * MIB)})
    for _ in range(6):
        inner = archive({f"{number}.zip": inner for number in range(8)})
    return archive({**docx_members(paragraph(FACT)), "word/embeddings/a.zip": inner})


def many_members() -> bytes:
    return archive({**docx_members(paragraph(FACT)), **{f"word/media/{n}.png": b"" for n in range(10_100)}})


def directory_of_nothing() -> bytes:
    """10 MB of a directory: 200,000 entries of no content."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 200_000
    first = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(first), 0)
    return first + directory + end


def encrypted_member() -> bytes:
    data = bytearray(archive(docx_members(paragraph(FACT)), zipfile.ZIP_STORED))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(magic, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def wrong_sum() -> bytes:
    data = archive(docx_members(paragraph(FACT)), zipfile.ZIP_STORED)
    return data.replace(b"Chlorophyll", b"Chlorophyle")


def cut_off() -> bytes:
    return docx(paragraph(FACT))[:-30]


def damaged_stream() -> bytes:
    data = docx(paragraph(FACT * 40))
    at = data.index(b"word/document.xml") + 30
    return data[:at] + bytes(40) + data[at + 40 :]


def ole(name: str) -> bytes:
    """Office's old container, as far as it is looked at, with a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name.encode("utf-16-le") + bytes(2000)


LAUGHS = "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' if level else '<!ENTITY a0 "ha">' for level in range(10)
)


def laughing(body: str = "&a9;") -> bytes:
    xml = document_xml(f"<w:p><w:r><w:t>{FACT}{body}</w:t></w:r></w:p>", f"<!DOCTYPE x [{LAUGHS}]>")
    return archive({**docx_members(""), "word/document.xml": xml})


def external(target: str) -> bytes:
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]>'
    xml = document_xml(f"<w:p><w:r><w:t>{FACT}&e;</w:t></w:r></w:p>", head)
    return archive({**docx_members(""), "word/document.xml": xml})


def deep(levels: int) -> bytes:
    return docx("<w:sdt>" * levels + paragraph(FACT) + "</w:sdt>" * levels)


def many_paragraphs(count: int) -> bytes:
    return docx("".join(paragraph(f"Paragraph {number} tells of plants.") for number in range(count)))


def many_raised(count: int) -> bytes:
    """A paragraph in which every second run is raised."""
    raised = '<w:vertAlign w:val="superscript"/>'
    return docx(paragraph(FACT, inner=(run("x") + run("2", raised)) * count))


def endless_styles() -> bytes:
    """Styles that rest on each other in a circle."""
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:basedOn w:val="{other}"/></w:style>'
        for name, other in (("A", "B"), ("B", "A"))
    )
    xml = f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'
    return archive({**docx_members(paragraph(FACT, "A")), "word/styles.xml": xml})


def book(page: str, **changes: str | bytes) -> bytes:
    return archive(
        {**epub_members({"a.xhtml": page}), **{f"META-INF/{name}.xml": xml for name, xml in changes.items()}}
    )


def book_with(member: str, content: str) -> bytes:
    return archive({**epub_members({"a.xhtml": f"<p>{FACT}</p>"}), member: content})


def encryption(method: str, member: str) -> str:
    return (
        f'<encryption><EncryptedData><EncryptionMethod Algorithm="{method}"/><CipherData>'
        f'<CipherReference URI="{member}"/></CipherData></EncryptedData></encryption>'
    )


def random_archive() -> bytes:
    return b"PK\x03\x04" + zlib.compress(bytes(5000)) * 30
