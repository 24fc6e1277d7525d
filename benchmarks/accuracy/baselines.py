"""What an examiner is set against. Each band is made without the script that it is for.

Two baselines never read a text. They know the scale of these scripts' bands from the other scripts, which an examiner
does not; so the examiner, given the same knowledge, stands beside them.
"""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import LeaveOneOut, cross_val_predict

from bandup.ielts import bands
from bandup.ielts.length import count_words

from .measures import Bands
from .scripts import Script


def mean_band(scripts: Sequence[Script]) -> Bands:
    """Every script gets the mean band of all the others."""
    return _left_out(DummyRegressor(), np.zeros((len(scripts), 1)), scripts)


def word_count(scripts: Sequence[Script]) -> Bands:
    """Every script gets what a least-squares line through all the others says of its number of words.

    The line also knows which task it is, since the tasks ask for different lengths.
    """
    facts = [(count_words(script.text), script.task_type == "TASK_2") for script in scripts]
    return _left_out(LinearRegression(), np.array(facts, dtype=float), scripts)


def fit_line(scripts: Sequence[Script], raw_means: Sequence[Decimal]) -> Bands:
    """Every script gets what a least-squares line through all the others says of the examiner's raw mean.

    It puts right what is wrong with the examiner's scale, and leaves its ranking as it is.
    """
    return _left_out(LinearRegression(), np.array(raw_means, dtype=float).reshape(-1, 1), scripts)


def _left_out(model: DummyRegressor | LinearRegression, facts: NDArray[np.float64], scripts: Sequence[Script]) -> Bands:
    known = np.array([float(script.band) for script in scripts])
    guesses = cross_val_predict(model, facts, known, cv=LeaveOneOut())
    return np.array([_as_band(guess) for guess in guesses])


def _as_band(guess: float) -> float:
    """The guess on the scale of the bands, rounded as an examiner's mean is."""
    return float(min(bands.BANDS[-1], max(bands.LOWEST, bands.round_band(Decimal(float(guess))))))
