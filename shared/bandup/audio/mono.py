"""One channel of two."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CANCELLED = 0.1
"""Two microphones that hear the same add up to the power of one, a voice in one channel to a quarter of it, and two
strangers to a half. Below a tenth of the louder channel they cancel: one of them is wired the wrong way round."""


def to_mono(blocks: Sequence[NDArray[np.int16]]) -> tuple[NDArray[np.int16], bool]:
    """The mean of the channels, or the louder channel where their mean cancels.

    Args:
        blocks: at least one, each of (samples, channels), with one or two channels in all of them.

    Returns:
        The samples; whether they are the mean, as every player and model that knows one channel would hear it.
    """
    if blocks[0].shape[1] == 1:
        return np.concatenate(blocks)[:, 0], True
    powers = np.sum([_powers(block) for block in blocks], axis=0)
    louder = int(powers[1] > powers[0])
    is_mixed = bool(powers[2] >= CANCELLED * powers[louder])
    if is_mixed:
        return np.concatenate([_mean(block) for block in blocks]), True
    return np.concatenate([block[:, louder] for block in blocks]), False


def _mean(block: NDArray[np.int16]) -> NDArray[np.int16]:
    return np.asarray(block.sum(axis=1, dtype=np.int32) // 2, np.int16)


def _powers(block: NDArray[np.int16]) -> NDArray[np.float64]:
    """Of left, right and their mean; without what does not swing, which is no sound."""
    channels = block.astype(np.float64)
    heard = np.column_stack([channels, channels.mean(axis=1)])
    return np.asarray(np.var(heard, axis=0) * len(block))
