"""Which sounds the gate's thresholds were never chosen by.

Committed before any threshold was chosen, and never changed afterwards: the third of the names whose SHA-256 comes
first.
Kinds are held out whole, so that what the gate has not met is measured, and not another seed of what it has.
"""

import hashlib
from collections.abc import Iterable

from support.sound_kinds import things, tones
from support.sound_kinds.ground import Make

KINDS: dict[str, Make] = {
    make.__name__: make
    for make in (
        things.applause,
        things.barking,
        things.birds,
        things.breathing,
        things.brown_noise,
        things.clock,
        things.crickets,
        things.engine,
        things.footsteps,
        things.hiss_after_zeros,
        things.knocks,
        things.mains_hum,
        things.rain,
        things.rustle,
        things.thunder,
        things.typing,
        things.vacuum_cleaner,
        things.water,
        things.wind,
        tones.alarm,
        tones.bell,
        tones.chords,
        tones.drums,
        tones.guitar,
        tones.melody,
        tones.piano,
        tones.siren,
        things.telephone,
    )
}

VOICES = (
    *("en", "en-us", "en-gb-scotland", "en-GB-x-rp", "en-GB-x-gbclan", "en-029", "en-US-nyc"),
    *("en+f1", "en+f2", "en+f3", "en+f4", "en-us+f5", "en+m1", "en-us+m2", "en+m4", "en-us+m7", "en+Annie", "en+steph"),
    *("en+linda", "en+grandpa", "en+grandma", "en-us+adam", "en+edward", "en+victor"),
    *("de", "fr", "es", "hi", "pl", "it", "pt-br", "tr"),
)
"""Voices of English, and of other languages that read English: strong accents."""


def held_out(names: Iterable[str]) -> frozenset[str]:
    """The third of `names` that nobody looks at while choosing thresholds."""
    ordered = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return frozenset(ordered[: len(ordered) // 3])


HELD_OUT_KINDS = held_out(KINDS)
HELD_OUT_VOICES = held_out(VOICES)
