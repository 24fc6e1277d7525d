"""Learners remember as much as they are to, whether they forget as FSRS thinks or otherwise."""

import pytest

from study.scheduling import DESIRED_RETENTION
from unit.study.simulation import Recall, recall_by_fsrs, recall_exponentially, study

CURVES = pytest.mark.parametrize(("recall", "apart"), [(recall_by_fsrs, 0.03), (recall_exponentially, 0.06)])


def require_retention(learners: int, recall: Recall, apart: float) -> None:
    studied = [study(seed, recall) for seed in range(learners)]
    retention = sum(each.remembered for each in studied) / sum(each.asked for each in studied)
    assert abs(retention - DESIRED_RETENTION) <= apart, retention


@CURVES
def test_a_few_learners_remember_what_they_are_to(recall: Recall, apart: float) -> None:
    require_retention(4, recall, apart)


@pytest.mark.nightly
@CURVES
def test_two_hundred_learners_remember_what_they_are_to(recall: Recall, apart: float) -> None:
    require_retention(200, recall, apart)
