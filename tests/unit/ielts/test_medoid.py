from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.bands import BANDS, find_medoid

judgement = st.lists(st.sampled_from(BANDS), min_size=4, max_size=4)


def distance(one: list[Decimal], others: list[list[Decimal]]) -> Decimal:
    return sum((abs(a - b) for other in others for a, b in zip(one, other, strict=True)), Decimal(0))


@given(st.lists(judgement, min_size=1, max_size=3))
def test_no_judgement_is_nearer_to_all_others_and_no_earlier_one_as_near(judgements: list[list[Decimal]]) -> None:
    kept = find_medoid(judgements)
    nearest = min(distance(each, judgements) for each in judgements)
    assert distance(judgements[kept], judgements) == nearest
    assert all(distance(each, judgements) > nearest for each in judgements[:kept])


def test_the_one_that_two_agree_upon_is_kept_whole() -> None:
    strict, usual, kind = ([Decimal(band)] * 4 for band in ("5", "6", "8.5"))
    assert find_medoid([kind, usual, strict]) == 1
    assert find_medoid([strict, kind, kind]) == 1


def test_of_two_the_first_is_kept() -> None:
    assert find_medoid([[Decimal(9)] * 4, [Decimal(1)] * 4]) == 0
