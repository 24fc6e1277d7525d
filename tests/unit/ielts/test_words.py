import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.words import count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("I don't know", 3),
        ("an up-to-date, well-known fact", 4),
        ("In 2016, 30,000 people (55%) paid $9.30", 7),
        ("on 12.06.2016 at 9.30am", 4),
        ("12th July", 2),
        ("- * # & ... !", 0),
        ("cats - and dogs", 3),
        ("cats\u2014and dogs\u2013or birds", 5),
        ("one\ntwo\r\nthree\u2003four", 4),
        ("and/or", 1),
        ("'Quoted' words.", 2),
        ("naïve café Ελλάδα 北京", 4),
        ("😀 😀", 0),
    ],
)
def test_counting(text: str, words: int) -> None:
    assert count(text) == words


@given(st.lists(st.from_regex(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*", fullmatch=True)), st.sampled_from(" \n\t\u2014"))
def test_every_word_counts_once_whatever_separates_them(words: list[str], separator: str) -> None:
    assert count(separator.join(words)) == len(words)
    assert count(separator + f"{separator}- ".join(words)) == len(words)
