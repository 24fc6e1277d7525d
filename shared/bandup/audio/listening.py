"""What is heard in a recording before anything is paid for: whether a voice speaks, and how fluently."""

import numpy as np
from numpy.typing import NDArray

from bandup.audio import pitch, voice, whisper
from bandup.audio.decoding import RATE
from bandup.audio.filtering import filter_voice_band
from bandup.audio.fluency import FRAME_SECONDS, QUIET_VOICE_SHARE, Fluency, find_threshold, measure_fluency
from bandup.audio.pitch import Floats
from bandup.audio.voice import Voice, find_voice, hold, measure_frames
from bandup.audio.whisper import find_whisper
from bandup.core.errors import TerminalError

LEAST_MOVING_SECONDS = 0.2
"""A short sentence has 0.3 s or more of moving voice."""

MOVES_MUCH = (0.14, 2.5)
RISES_AND_FALLS = (0.035, 3.8)
"""Two ways to be speech: how large a share of the voiced sound moves at least, and by how many decibels the levels of
all sound differ at least (their standard deviation). Speech in a noisy street has 0.17 and 3.8, a creaky old voice 0.04
and 5.3. A strummed guitar has 0.13 and 3.3, a siren 0.6 and 1.4, wind 0.02 and 5.2."""

LEAST_GROWING_SHARE = 0.2
"""Of the moving sound, how much does not fade. In speech it is a third or more; knocks only fade."""
FADES_BY_DB = 1.0
"""In `STEPS` frames."""

LEAST_WHISPERED_SECONDS = 1.0
"""A whispered sentence has 1.6 s or more of moving breath that goes on."""

WHISPER_MOVES = 0.4
WHISPER_RISES_AND_FALLS = 3.2
"""How large a share of the sound that goes on moves at least, and by how many decibels its levels differ at least. A
whisper has 0.6 or more and 4.1, in a hall 0.49 and 4.5. Hot fat has 0.47 and 2.1, a siren 0.8 and 1.4, rustling paper
0.3 and 12."""
WHISPER_IS_BREATH = 0.65
"""How large a share of all sound is breath. A whisper has 0.87 or more, a rough voice 0.78, a piano 0.51."""

QUIETEST_VOICE_DB = -76.0
"""Below full scale. Nobody can be understood who speaks more quietly; an open microphone's own noise is near it."""

_FRAME = round(RATE * FRAME_SECONDS)
_QUIETEST = 1e-12


def listen(samples: NDArray[np.int16]) -> Fluency:
    """Measure a recording's speech.

    Args:
        samples: mono, at `bandup.audio.decoding.RATE`.

    Raises:
        TerminalError: `no_speech`; nothing in it moves as a voice or a whisper does.
    """
    frames = measure_frames(filter_voice_band(samples, RATE, pitch.RATE))
    for heard, is_speech in ((find_voice(frames), hears_speech), (find_whisper(frames), hears_whisper)):
        if is_speech(heard) and (fluency := measure_fluency(measure_levels(samples), heard)).speech:
            return fluency
    raise TerminalError("no_speech", "Nobody can be heard speaking in the recording.")


def measure_levels(samples: NDArray[np.int16]) -> Floats:
    """The mean power in each `FRAME_SECONDS`, in decibels of full scale, without what is below a voice."""
    clean = filter_voice_band(samples, RATE, RATE)
    frames = clean[: len(clean) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return np.asarray(10 * np.log10(np.mean(frames**2, axis=1) + _QUIETEST), np.float32)


def hears_speech(heard: Voice) -> bool:
    """Whether a voice speaks. The thresholds were chosen without the sounds on which they are measured."""
    sounding = _find_sounding(heard)
    moving, voiced = heard.moving & sounding, heard.voiced & sounding
    if not moving.any():
        return False
    share = moving.sum() / max(1, voiced.sum())
    spread = float(np.std(heard.levels[sounding]))
    return (
        moving.sum() * voice.HOP_SECONDS >= LEAST_MOVING_SECONDS
        and any(share >= moves and spread >= differs for moves, differs in (MOVES_MUCH, RISES_AND_FALLS))
        and bool(np.mean(heard.growth[moving] > -FADES_BY_DB) >= LEAST_GROWING_SHARE)
        and _is_loud_enough(heard.levels[moving])
    )


def hears_whisper(heard: Voice) -> bool:
    """Whether somebody whispers, by what `bandup.audio.whisper.find_whisper` found."""
    sounding = _find_sounding(heard)
    # What is compared is the mean of frames with that of the ones before: all of them are to sound.
    going_on = hold(sounding, 2 * whisper.STEPS)
    moving = heard.moving & going_on
    return bool(
        moving.sum() * voice.HOP_SECONDS >= LEAST_WHISPERED_SECONDS
        and moving.sum() >= WHISPER_MOVES * going_on.sum()
        and np.mean(heard.voiced[sounding]) >= WHISPER_IS_BREATH
        and np.std(heard.levels[sounding]) >= WHISPER_RISES_AND_FALLS
        and _is_loud_enough(heard.levels[moving])
    )


def _find_sounding(heard: Voice) -> NDArray[np.bool_]:
    return heard.levels > find_threshold(heard.levels, heard.levels[heard.moving])


def _is_loud_enough(moving: Floats) -> bool:
    return bool(np.quantile(moving, QUIET_VOICE_SHARE) >= QUIETEST_VOICE_DB)
