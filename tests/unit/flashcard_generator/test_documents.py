"""What is read of documents that are no PDFs, and what becomes of their headings."""

import codecs

import pytest

from bandup.core.errors import TerminalError
from flashcard_generator.pdf import limits
from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.sources.composer import Source
from flashcard_generator.sources.kinds import DocumentKind
from flashcard_generator.sources.opening import read_source
from support.office_files import archive, docx, docx_members, epub, paragraph, pptx, run, shape, slide_table, table
from support.pdfs import pages_pdf

FACT = "Chlorophyll is the green pigment of plants."
PROOF = "It absorbs red and blue light, and reflects green."
TEXT_BOX = f"<w:txbxContent>{paragraph('A box of text.')}</w:txbxContent>"


def read(data: bytes) -> Source:
    source = read_source(data)
    assert source
    return source


def lines(data: bytes) -> list[str]:
    return "".join(read(data).parts).splitlines()


def chapters(data: bytes) -> list[tuple[int, str, str]]:
    """Level, title and first line of each part that has a heading."""
    source = read(data)
    return [(level, title, source.parts[page - 1].splitlines()[0]) for level, title, page in source.bookmarks]


# --- Word


def test_headings_of_word_are_known_by_style_level_and_what_a_style_rests_on() -> None:
    own = f'<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>{run("By its own level")}</w:p>'
    body = (
        paragraph("Before") + paragraph("Plants", "H1") + paragraph(FACT) + paragraph("Light", "H2") + paragraph(PROOF)
    )
    data = docx(body + paragraph("Water", "Mine") + paragraph("More.") + own, title="A course")
    assert read(data).title == "A course"
    assert read(data).kind is DocumentKind.DOCX
    assert lines(data) == ["Before", "Plants", FACT, "Light", PROOF, "Water", "More.", "By its own level"]
    expected = [(1, "Plants"), (2, "Light"), (1, "Water"), (2, "By its own level")]
    assert chapters(data) == [(level, title, title) for level, title in expected]


def test_the_highest_heading_there_is_counts_as_the_first_level() -> None:
    assert chapters(docx(paragraph("Light", "H2") + paragraph(FACT))) == [(1, "Light", "Light")]


def test_a_table_of_word_is_read_row_by_row_with_its_heads() -> None:
    body = paragraph(FACT) + table([["Plant", "Height"], ["Oak", "30 m"], ["Fern", "1 m"]])
    assert lines(docx(body)) == [FACT, "Plant: Oak; Height: 30 m", "Plant: Fern; Height: 1 m"]
    body = paragraph(FACT) + table([["Oak", "30 m"], ["Fern", "1 m"]], has_heads=False)
    assert lines(docx(body)) == [FACT, "Oak; 30 m", "Fern; 1 m"]


def test_what_was_deleted_or_hidden_is_not_read_and_what_was_inserted_is() -> None:
    changed = f"<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>{run('new')}</w:ins>"
    moved = f"<w:moveFrom>{run('from')}</w:moveFrom><w:moveTo>{run('to')}</w:moveTo>"
    hidden = run("secret", "<w:vanish/>") + run("shown", '<w:vanish w:val="0"/>')
    assert lines(docx(paragraph(FACT + " ", inner=changed + moved + hidden))) == [f"{FACT} newtoshown"]


def test_fields_and_a_table_of_contents_of_word_leave_nothing_that_is_no_text() -> None:
    field = '<w:r><w:instrText>HYPERLINK "http://x.example"</w:instrText></w:r>' + run("a link")
    body = paragraph("Plants 3", "TOC1") + paragraph(FACT + " ", inner=field)
    assert lines(docx(body)) == [f"{FACT} a link"]


def test_a_text_box_is_read_once_in_whichever_of_its_two_forms() -> None:
    both = f"<w:r><x><Choice>{TEXT_BOX}</Choice><Fallback>{TEXT_BOX}</Fallback></x></w:r>"
    assert sorted(lines(docx(paragraph(FACT, inner=both)))) == ["A box of text.", FACT]


def test_notes_stand_behind_the_paragraph_that_refers_to_them() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    foot = f'<w:footnotes {space}><w:footnote w:id="1">{paragraph("At the foot.")}</w:footnote></w:footnotes>'
    end = f'<w:endnotes {space}><w:endnote w:id="1">{paragraph("At the end.")}</w:endnote></w:endnotes>'
    refers = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    data = docx(paragraph(FACT, inner=refers) + paragraph(PROOF), parts={"footnotes.xml": foot, "endnotes.xml": end})
    assert lines(data) == [FACT, "At the foot.", "At the end.", PROOF]


def test_raised_and_lowered_text_keeps_its_meaning() -> None:
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    power = run(" 10") + run("-3", raised) + run(" m of H") + run("2", lowered) + run("O")
    square = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    half = "<m:f><m:num><m:r><m:t>m</m:t></m:r></m:num><m:den><m:r><m:t>s</m:t></m:r></m:den></m:f>"
    assert lines(docx(paragraph(FACT, inner=power + run(" and ") + square + run(" ") + half))) == [
        f"{FACT} 10⁻³ m of H₂O and c² m/s"
    ]


def test_macros_are_never_opened() -> None:
    members = {"word/vbaProject.bin": b"\0" * 100, "word/embeddings/oleObject1.bin": b"MZ"}
    assert lines(docx(paragraph(FACT), parts={})) == [FACT]
    plain = docx_members(paragraph(FACT))
    assert lines(archive({**plain, **members})) == [FACT]


# --- slides


def test_slides_are_read_in_their_order_with_tables_and_notes() -> None:
    first = shape(["By S. Kern"]) + shape(["Plants"], "title") + shape(["2 May"], "dt") + shape(["1"], "sldNum")
    second = shape(["Heights"], "title") + slide_table([["Plant", "Height"], ["Oak", "30 m"]])
    data = pptx([first, second, "", shape([PROOF])], notes={2: FACT, 4: "Say it slowly."})
    assert read(data).parts == [
        "Plants\nBy S. Kern\n",
        f"Heights\nPlant: Oak; Height: 30 m\n{FACT}\n",
        "",
        f"{PROOF}\nSay it slowly.\n",
    ]
    assert read(data).bookmarks == [Bookmark(1, "Plants", 1), Bookmark(1, "Heights", 2)]
    assert read(data).kind is DocumentKind.PPTX


def test_a_hidden_slide_keeps_its_number_and_is_not_read() -> None:
    data = pptx([shape([FACT]), shape(["Not shown."]), shape([PROOF])], notes={2: "Nor said."}, hidden=[2])
    assert read(data).parts == [f"{FACT}\n", "", f"{PROOF}\n"]


# --- books

PAGES = {
    "a.xhtml": f"<h1>Plants</h1><p>{FACT}</p>",
    "b.xhtml": f"<h1>Light</h1><p>{PROOF}</p><h2 id='w'>Waves</h2><p>They are short.</p>",
}
CONTENTS = [("Plants", "a.xhtml"), ("Light", "b.xhtml"), ("Waves", "b.xhtml#w")]


@pytest.mark.parametrize("form", [2, 3])
def test_a_book_has_the_chapters_that_its_contents_name(form: int) -> None:
    data = epub(PAGES, CONTENTS, title="Botany", form=form)
    assert (read(data).title, read(data).kind) == ("Botany", DocumentKind.EPUB)
    assert chapters(data) == [(1, "Plants", "Plants"), (1, "Light", "Light"), (1, "Waves", "Waves")]
    assert lines(data) == ["Plants", FACT, "Light", PROOF, "Waves", "They are short."]


def test_a_chapter_whose_title_is_a_picture_begins_with_its_title() -> None:
    data = epub({"a.xhtml": f"<img src='title.png'/><p>{FACT}</p>"}, [("Plants", "a.xhtml")])
    assert read(data).parts == [f"Plants\n{FACT}\n"]


def test_a_book_without_contents_has_the_chapters_of_its_headings() -> None:
    assert chapters(epub(PAGES)) == [(1, "Plants", "Plants"), (1, "Light", "Light"), (2, "Waves", "Waves")]


def test_scripts_and_what_no_reader_sees_are_not_read() -> None:
    page = f"<script>steal()</script><script src='x'/><style>p {{}}</style><nav>Next</nav><p>{FACT}</p><svg>a</svg>"
    assert lines(epub({"a.xhtml": page})) == [FACT]


def test_elements_of_a_page_are_written_as_they_are_seen() -> None:
    ruby = "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"
    rows = "<table><tr><th>Plant</th><th>Height</th></tr><tr><td>Oak</td><td><p>30 m</p></td></tr></table>"
    page = f"<div>{FACT}<br/>10<sup>-3</sup>&nbsp;m &amp; H<sub>2</sub>O</div><ul><li>{ruby}</li></ul>{rows}"
    assert lines(epub({"a.xhtml": page})) == [f"{FACT} 10⁻³ m & H₂O", "漢", "Plant: Oak; Height: 30 m"]


def test_a_page_that_is_no_xml_is_read_as_readers_do() -> None:
    assert lines(epub({"a.xhtml": f"<p>{FACT}<p>{PROOF} & <b>more</i>"})) == [FACT, f"{PROOF} & more"]


# --- Markdown and text


def nested_lists(levels: int) -> bytes:
    items = "".join(f"{'  ' * level}- Step {level}.\n" for level in range(levels))
    return f"# Plants\n\n{items}\n{FACT}\n\n{PROOF}\n".encode()


def test_what_follows_lists_within_lists_is_read() -> None:
    assert lines(nested_lists(30))[-3:] == ["Step 29.", FACT, PROOF]


def test_lists_that_are_too_deep_are_refused_and_nothing_is_lost() -> None:
    with pytest.raises(TerminalError) as refused:
        read(nested_lists(60))
    assert refused.value.code == "document_too_complex"


def test_markdown_loses_its_marks_and_keeps_its_headings() -> None:
    data = f"""---
title: "A course"
---
# Plants

{FACT[:20]}*{FACT[20:]}* See [this](http://x.example) and `code`.

Light
-----

| Plant | Height |
|-------|--------|
| Oak   | 30 m   |

```
# no heading
```
<p>In <b>HTML</b></p>
""".encode()
    source = read(data)
    assert (source.kind, source.title) == (DocumentKind.MARKDOWN, "A course")
    assert chapters(data) == [(1, "Plants", "Plants"), (2, "Light", "Light")]
    expected = ["Plants", f"{FACT} See this and code.", "Light", "Plant: Oak; Height: 30 m", "# no heading", "In HTML"]
    assert lines(data) == expected


def test_lines_of_text_that_were_cut_at_some_width_are_put_together() -> None:
    data = b"Chlorophyll is the green pig-\r\nment of plants. It absorbs\r\nred light.\r\n\r\nAnother one.\r\n"
    assert read(data).kind is DocumentKind.TEXT
    assert lines(data) == ["Chlorophyll is the green pigment of plants. It absorbs red light.", "Another one."]


def test_long_lines_of_text_are_paragraphs() -> None:
    long = " ".join([FACT] * 4)
    assert lines(f"{long}\n{PROOF}\n{long}\n".encode()) == [long, PROOF, long]


GERMAN = "Die Fläche der Blätter für das Übrige, größer als früher."
ENCODINGS = [
    (GERMAN, "utf-8-sig"), (GERMAN, "utf-16"), (GERMAN, "utf-16-le"), (GERMAN, "utf-16-be"), (GERMAN, "utf-32"),
    (GERMAN, "latin-1"), (GERMAN, "cp1252"),
    ("Źródło światła jest tu, a łąka pachnie jesienią. Książka leży na półce.", "cp1250"),
    ("Хлорофилл — зелёный пигмент растений, он поглощает свет.", "cp1251"),
    ("これは植物についての短い文章です。葉緑素は緑色です。", "cp932"),
    ("叶绿素是植物的绿色色素。它吸收红光和蓝光，反射绿光。", "gb18030"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), ENCODINGS)
def test_a_text_is_read_in_whatever_encoding(text: str, encoding: str) -> None:
    assert lines(text.encode(encoding)) == [text]


def test_utf_16_of_either_order_is_told_by_its_mark() -> None:
    assert lines(codecs.BOM_UTF16_BE + FACT.encode("utf-16-be")) == [FACT]


def test_zero_bytes_in_a_text_are_blanks() -> None:
    assert lines(f"{FACT} {PROOF}".replace(" ", "\0", 1).encode()) == [f"{FACT} {PROOF}"]


def test_a_text_of_which_some_bytes_are_lost_is_read() -> None:
    text = f"{GERMAN} " * 20
    assert GERMAN in lines(text.encode()[:-10] + b"\xff" + text.encode()[-10:])[0]


# --- all


def test_a_pdf_is_left_to_its_own_reader() -> None:
    assert read_source(pages_pdf([FACT])) is None


def test_long_text_without_headings_comes_in_parts() -> None:
    source = read((f"{FACT}\n\n" * 2_000).encode())
    assert len(source.parts) > 3
    assert "".join(source.parts) == f"{FACT}\n" * 2_000


def test_more_headings_than_are_kept_are_lines() -> None:
    data = docx("".join(paragraph(f"Heading {number} of this text", "H1") for number in range(3_005)))
    assert len(read(data).bookmarks) == limits.MAX_BOOKMARKS
    assert len(lines(data)) == 3_005


def test_too_many_slides_are_refused() -> None:
    with pytest.raises(TerminalError, match="too_many_pages"):
        read(pptx([""] * (limits.MAX_PAGES + 1)))
