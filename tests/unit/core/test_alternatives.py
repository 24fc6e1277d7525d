"""Any of many words is found as a plain list of them is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bandup.core.alternatives import join_alternatives

WORDS = st.lists(st.text("ab.\\", min_size=1, max_size=3), max_size=6)


@given(words=WORDS, text=st.text("ab.\\ ", max_size=12))
def test_the_same_words_are_found_as_by_a_plain_list(words: list[str], text: str) -> None:
    escaped = list(map(re.escape, words))
    plain = re.compile("|".join(escaped) or "(?!)")
    gathered = re.compile(join_alternatives(escaped))
    assert [found.span() for found in gathered.finditer(text)] == [found.span() for found in plain.finditer(text)]
