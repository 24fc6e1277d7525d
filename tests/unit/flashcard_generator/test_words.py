"""The words of a text are the same, whether it is plain ASCII, which is read at once, or not."""

from hypothesis import given
from hypothesis import strategies as st

from flashcard_generator.cards.checks.novelty import is_form, list_content
from flashcard_generator.cards.checks.plain import compile_words, read_plain
from flashcard_generator.cards.checks.terms import split_terms

ASCII = st.text(st.characters(max_codepoint=0x7F), max_size=40)
OTHER = "\u00e9\u0300 \u6f22\u5b57 \u0644\u0627"


@given(text=ASCII)
def test_ascii_is_read_as_any_text(text: str) -> None:
    assert read_plain(f"{text} {OTHER}") == f"{read_plain(text)} {read_plain(OTHER)}"
    assert split_terms(f"{text} {OTHER}") == [*split_terms(text), *split_terms(OTHER)]
    assert split_terms(f"{text}\u00df") == split_terms(f"{text}ss")


def test_a_number_word_is_none_only_where_it_is_a_word() -> None:
    assert list_content("Twenty-one mills, seven_wells and sevenths; Seventy, mill7.") == [
        "mills",
        "seven",
        "wells",
        "mill7",
    ]


def test_words_of_all_scripts_are_found_each_in_its_way() -> None:
    words = compile_words("not|rule out", "kein*", "\u0644\u0627", "\u306a\u3044")
    said = "knot, Not, ruled, rule  out, keinerlei, \u0648\u0644\u0627 \u0628\u0644\u0627\u062f, \u3067\u306a\u3044"
    assert words.findall(read_plain(said)) == ["not", "rule  out", "keinerlei", "\u0648\u0644\u0627", "\u306a\u3044"]


def test_short_words_are_forms_of_themselves_only() -> None:
    assert is_form("ph", "ph")
    assert not is_form("ph", "pha")
    assert not is_form("oak", "oar")
