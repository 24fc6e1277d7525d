"""Makes Word's files, slides and books, member by member, so that any of them can be wrong."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
FORMULAS = "http://schemas.openxmlformats.org/officeDocument/2006/math"

Members = Mapping[str, str | bytes]


def archive(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return file.getvalue()


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """A member's relations: their ids, each with its kind and its target."""
    each = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{escape(target)}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def paragraph(text: str, style: str = "", inner: str = "") -> str:
    """A paragraph of Word's; `inner` is XML behind its text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{run(text)}{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text of Word's."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(rows: Sequence[Sequence[str]], *, has_heads: bool = True) -> str:
    """A table of Word's."""
    look = f'<w:tblPr><w:tblLook w:firstRow="{int(has_heads)}"/></w:tblPr>'
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{look}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="H2"><w:name w:val="Unterkapitel"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Mine"><w:name w:val="My chapter"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def docx_members(body: str, *, title: str = "", parts: Members | None = None) -> dict[str, str | bytes]:
    """The members of a document of Word's, whose body is this XML; `parts` are further ones of the folder `word`."""
    kinds = {"styles": ("styles", "styles.xml"), "f": ("footnotes", "footnotes.xml"), "e": ("endnotes", "endnotes.xml")}
    root = relations({"a": ("officeDocument", "word/document.xml"), "b": ("core-properties", "docProps/core.xml")})
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": root,
        "docProps/core.xml": f"<p xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{escape(title)}</dc:title></p>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:m="{FORMULAS}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": relations(kinds),
        **{f"word/{name}": content for name, content in (parts or {}).items()},
    }


def docx(body: str, *, title: str = "", parts: Members | None = None) -> bytes:
    """A document of Word's, see `docx_members`."""
    return archive(docx_members(body, title=title, parts=parts))


def shape(lines: Sequence[str], place: str = "") -> str:
    """Text on a slide, in a place holder."""
    holder = f'<p:nvSpPr><p:nvPr><p:ph type="{place}"/></p:nvPr></p:nvSpPr>' if place else ""
    written = "".join(f"<a:p><a:r><a:rPr/><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp>{holder}<p:txBody>{written}</p:txBody></p:sp>"


def slide_table(rows: Sequence[Sequence[str]]) -> str:
    """A table on a slide, the first row of which has heads."""
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    written = "".join(f"<a:tr>{''.join(cell.format(escape(each)) for each in row)}</a:tr>" for row in rows)
    return f'<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/>{written}</a:tbl></p:graphicFrame>'


def pptx_members(
    slides: Sequence[str], notes: Mapping[int, str] | None = None, hidden: Sequence[int] = ()
) -> dict[str, str | bytes]:
    """The members of a presentation: of each slide the XML of its shapes; notes and hidden slides by number, from 1."""
    spaces = f'xmlns:p="{SLIDES}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"'
    order = "".join(f'<p:sldId r:id="s{number}" id="{255 + number}"/>' for number in range(1, len(slides) + 1))
    # The files are numbered from the last slide on: their order is the presentation's, not that of their names.
    files = {number: f"slides/slide{len(slides) + 1 - number}.xml" for number in range(1, len(slides) + 1)}
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations({"a": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": f"<p:presentation {spaces}><p:sldIdLst>{order}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations({f"s{number}": ("slide", file) for number, file in files.items()}),
    }
    for number, shapes in enumerate(slides, start=1):
        show = ' show="0"' if number in hidden else ""
        members[f"ppt/{files[number]}"] = (
            f"<p:sld {spaces}{show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        )
        if notes and number in notes:
            name = files[number].rpartition("/")[2]
            target = {"n": ("notesSlide", f"../notesSlides/notes{number}.xml")}
            members[f"ppt/slides/_rels/{name}.rels"] = relations(target)
            text = shape([notes[number]], "body") + shape([str(number)], "sldNum")
            members[f"ppt/notesSlides/notes{number}.xml"] = f"<p:notes {spaces}>{text}</p:notes>"
    return members


def pptx(slides: Sequence[str], notes: Mapping[int, str] | None = None, hidden: Sequence[int] = ()) -> bytes:
    """A presentation, see `pptx_members`."""
    return archive(pptx_members(slides, notes, hidden))


def epub_members(
    pages: Mapping[str, str], contents: Sequence[tuple[str, str]] = (), *, title: str = "", form: int = 3
) -> dict[str, str | bytes]:
    """The members of a book.

    Args:
        pages: of each file in order, the XHTML of its body.
        contents: title and link of each entry of the table of contents.
        title: of the book.
        form: 3 or 2, of the table of contents.
    """
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages)
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    if form == 3:
        items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    else:
        items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    head = f"<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{escape(title)}</dc:title></metadata>"
    links = "".join(f'<li><a href="{link}">{escape(text)}</a></li>' for text, link in contents)
    points = "".join(
        f'<navPoint><navLabel><text>{escape(text)}</text></navLabel><content src="{link}"/></navPoint>'
        for text, link in contents
    )
    dtd = '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfile full-path="OEBPS/book.opf"/></container>',
        "OEBPS/book.opf": f"<package>{head}<manifest>{items}</manifest><spine>{spine}</spine></package>",
        "OEBPS/nav.xhtml": f'<html><body><nav epub:type="toc"><ol>{links}</ol></nav></body></html>',
        "OEBPS/toc.ncx": f"{dtd}<ncx><docTitle><text>No entry</text></docTitle><navMap>{points}</navMap></ncx>",
        **{
            f"OEBPS/{name}": f"<html><head><title>No text</title></head><body>{body}</body></html>"
            for name, body in pages.items()
        },
    }


def epub(
    pages: Mapping[str, str], contents: Sequence[tuple[str, str]] = (), *, title: str = "", form: int = 3
) -> bytes:
    """A book, see `epub_members`."""
    return archive(epub_members(pages, contents, title=title, form=form))
