from bandup.ielts.linking import LINKING_WORDS, used
from bandup.ielts.text import words


def test_words_and_phrases_are_counted_in_order_of_first_use() -> None:
    found = used(words("However, buses help. For example, mine does; however, on the other hand, it is late."))
    assert list(found.items()) == [("however", 2), ("for example", 1), ("on the other hand", 1)]


def test_a_longer_phrase_takes_the_words_of_a_shorter_one() -> None:
    assert used(words("even though it rains, so that we go")) == {"even though": 1, "so that": 1}


def test_every_phrase_of_the_lists_is_found() -> None:
    for phrase in {phrase for group in LINKING_WORDS.values() for phrase in group}:
        assert used(["x", *phrase.split(), "x"]) == {phrase: 1}


def test_no_text_has_none() -> None:
    assert not used([])
