"""What a document is called: what says something, and never what a program wrote."""

import pytest

from flashcard_generator.document_name import LONGEST_NAME, clean_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Introduction to Botany", "Introduction to Botany"),
        ("  Two\nlines\tof it ", "Two lines of it"),
        ("botany, 2nd edition.pdf", "botany, 2nd edition"),
        ("Microsoft Word - botany.docx", "botany"),
        ("PowerPoint Presentation", None),
        ("\u690d\u7269\u5b66.pdf", "\u690d\u7269\u5b66"),
        ("A\u202eB\x00C", "A B C"),
        ("Documents of the time", "Documents of the time"),
        ("1984", "1984"),
        ("", None),
        ("untitled", None),
        ("Untitled-1.indd", None),
        ("Document1", None),
        ("Microsoft Word - Document2.doc", None),
        ("scan_0001.pdf", None),
        ("- -", None),
    ],
)
def test_names(text: str, name: str | None) -> None:
    assert clean_name(text) == name


def test_a_name_is_cut() -> None:
    assert clean_name("a " * 500) == ("a " * 500)[:LONGEST_NAME].strip()
