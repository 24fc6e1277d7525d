"""The texts with known errors: their marks, their halves, and that the held-out half stays as it was."""

from findings.corpus import choose_half, read_corpus

FROZEN = "e2fea2b9a20930e1fcf8396ebd4d7fbeae45c59a0c411bed28d369df77e4f9bb"
"""The held-out half as it was before any rule was tuned. Rules are changed, never this half."""

CORPUS = read_corpus()


def test_the_held_out_half_is_the_one_that_was_frozen() -> None:
    assert CORPUS.take("held-out").hash() == FROZEN


def test_there_is_enough_of_everything() -> None:
    assert len(CORPUS.wrong) >= 250
    assert len(CORPUS.right) >= 250
    assert sum(len(piece.text.split()) for piece in CORPUS.prose) >= 5_000


def test_every_wrong_sentence_has_its_error_marked_and_no_right_one_has() -> None:
    assert [piece.written for piece in CORPUS.wrong if not piece.errors] == []
    assert [piece.written for piece in (*CORPUS.right, *CORPUS.prose) if piece.errors] == []


def test_a_mark_is_the_wrong_words_and_the_right_ones() -> None:
    piece = next(piece for piece in CORPUS.wrong if piece.text == "There was too many cars on the road last winter.")
    assert [piece.text[start:end] for start, end in piece.errors] == ["was"]


def test_no_text_is_in_both_halves() -> None:
    halves = [
        {piece.text for piece in (*half.wrong, *half.right)}
        for half in (CORPUS.take("tuning"), CORPUS.take("held-out"))
    ]
    assert not halves[0] & halves[1]


def test_an_added_piece_may_come_into_either_half() -> None:
    assert {choose_half(f"A sentence, number {number}.") for number in range(20)} == {"tuning", "held-out"}
