"""Sound without what is below a voice."""

from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray

CUT_BELOW_HZ = 75
"""The lowest voices begin here; a DC offset, wind at the microphone and the rumble of traffic lie below."""

_STAGES = 4

_BLOCK_SECONDS = 10

_ALIVE = 1e-8
"""Added with alternating sign: a tone at half the sampling rate, 160 dB below full scale. Without it the numbers of the
filters become so small in digital silence that a processor needs seventy times as long for them."""


def filter_voice_band(samples: NDArray[np.int16], rate: int, wanted_rate: int) -> NDArray[np.float32]:
    """Samples at another rate, -1 to 1, without offset and rumble (48 dB an octave below `CUT_BELOW_HZ`)."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="fltp", layout="mono", time_base=Fraction(1, rate))
    steps = [
        *[("highpass", f"f={CUT_BELOW_HZ}")] * _STAGES,
        ("aresample", str(wanted_rate)),
    ]
    nodes = [source, *(graph.add(name, arguments) for name, arguments in steps), graph.add("abuffersink")]
    graph.link_nodes(*nodes).configure()
    found: list[NDArray[np.float32]] = []
    for start in range(0, len(samples), rate * _BLOCK_SECONDS):
        block = samples[None, start : start + rate * _BLOCK_SECONDS] / np.float32(32_768)
        block[:, ::2] += _ALIVE
        block[:, 1::2] -= _ALIVE
        frame = AudioFrame.from_ndarray(block, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = rate, start
        graph.push(frame)
        found.extend(_pull(graph))
    graph.push(None)
    found.extend(_pull(graph))
    return np.concatenate(found) if found else np.zeros(0, np.float32)


def _pull(graph: Graph) -> Iterator[NDArray[np.float32]]:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame.to_ndarray()[0]
