"""Which sounds the gate's thresholds were never chosen by.

Kinds and voices are held out whole, so that what the gate has not met is measured, and not another seed of what it has.
There were three rounds, and each time the names were committed before what is held out was heard. What a round shows may
change the gate, so it is held out no longer then: all of the first two stands in `KINDS` and `VOICES` now. In
`FRESH_KINDS` and `FRESH_VOICES` stands what is held out in the third. eSpeak NG's robots are left out: they are no people.
"""

from support.sound_kinds import fresh, things, tones, unheard
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

VOICES = (
    *("en", "en-us", "en-gb-scotland", "en-GB-x-rp", "en-GB-x-gbclan", "en-029", "en-US-nyc"),
    *("en+f1", "en+f2", "en+f3", "en+f4", "en-us+f5", "en+m1", "en-us+m2", "en+m4", "en-us+m7", "en+Annie", "en+steph"),
    *("en+linda", "en+grandpa", "en+grandma", "en-us+adam", "en+edward", "en+victor"),
    *("de", "fr", "es", "hi", "pl", "it", "pt-br", "tr"),
    *("en+Alicia", "en-us+Andy", "en+belinda", "en+benjamin", "en+caleb", "en-us+david", "en+ed", "en+john", "en+max"),
    *("en-us+michael", "en+rob", "en+shelby", "en+travis", "en+zac", "nl", "ru"),
)
"""Voices of English, and of other languages that read English: strong accents."""


FRESH_KINDS: dict[str, Make] = {
    make.__name__: make
    for make in (
        unheard.coins,
        unheard.crumpled_foil,
        unheard.drill,
        unheard.fireworks,
        unheard.harmonica,
        unheard.kettle,
        unheard.pages,
        unheard.passing_cars,
        unheard.purr,
        unheard.saw,
        unheard.shower,
        unheard.table_tennis,
        unheard.toothbrush,
        unheard.typewriter,
        unheard.washing_machine,
        unheard.zip_fastener,
    )
}

FRESH_VOICES = (
    *("en+whisper", "en-us+whisperf", "en+croak", "en-us+Storm", "en+Jacky", "en+Denis", "en+Nguyen", "en-us+m8"),
    *("en+m5", "en-us+m6", "en+Mario", "en+Hugo", "en+Andrea", "en-us+quincy", "en+paul", "en+norbert", "en-us+klatt"),
    *("en+anika", "en+aunty", "en+boris", "sv", "cs", "el", "id", "vi", "ro", "hu", "fi", "ar", "ta", "sw", "ko"),
)
