"""Which sounds the gate's thresholds were never chosen by.

Kinds and voices are held out whole, so that what the gate has not met is measured, and not another seed of what it has.
There were two rounds, and each time the names were committed before the gate was changed. In the first, a third of the
names was held out: the third whose SHA-256 comes first. What it showed changed the gate, so it is held out no longer,
and what stands in `FRESH_KINDS` and `FRESH_VOICES` took its place: a third of the kinds, and a third of the voices.
"""

from support.sound_kinds import fresh, things, tones
from support.sound_kinds.ground import Make

KINDS: dict[str, Make] = {
    make.__name__: make
    for make in (
        things.applause,
        things.dog_barks,
        things.birds,
        things.breath_noise,
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
        things.keyboard,
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


FRESH_KINDS: dict[str, Make] = {
    make.__name__: make
    for make in (
        fresh.accordion,
        fresh.bouncing_ball,
        fresh.busy_tone,
        fresh.cutlery,
        fresh.frying_pan,
        fresh.hammer_blows,
        fresh.helicopter,
        fresh.marimba,
        fresh.music_box,
        fresh.sewing_machine,
        fresh.snores,
        fresh.train,
    )
}

FRESH_VOICES = (
    *("en+Alicia", "en-us+Andy", "en+belinda", "en+benjamin", "en+caleb", "en-us+david", "en+ed", "en+john", "en+max"),
    *("en-us+michael", "en+rob", "en+shelby", "en+travis", "en+zac", "nl", "ru"),
)
