"""Which sounds the gate's thresholds were never chosen by.

Kinds and voices are held out whole, so that what the gate has not met is measured, and not another seed of what it has.
There were five rounds, and each time the names were committed before what is held out was heard. What a round shows may
change the gate, and then it is held out no longer: all of the first four stands in `KINDS` and `VOICES` now. In
`FRESH_KINDS` and `FRESH_VOICES` stands what is held out in the fifth. The robots of eSpeak NG are no people and are
left out.
"""

from support.sound_kinds import fifth_round, fourth_round, second_round, things, third_round, tones
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
        second_round.accordion,
        second_round.bouncing_ball,
        second_round.busy_tone,
        second_round.cutlery,
        second_round.frying_pan,
        second_round.hammer_blows,
        second_round.helicopter,
        second_round.marimba,
        second_round.music_box,
        second_round.sewing_machine,
        second_round.snores,
        second_round.train,
        third_round.coins,
        third_round.crumpled_foil,
        third_round.drill,
        third_round.fireworks,
        third_round.harmonica,
        third_round.kettle,
        third_round.pages,
        third_round.passing_cars,
        third_round.purr,
        third_round.saw,
        third_round.shower,
        third_round.table_tennis,
        third_round.toothbrush,
        third_round.typewriter,
        third_round.washing_machine,
        third_round.zip_fastener,
        fourth_round.gravel,
        fourth_round.plane,
        fourth_round.popcorn,
        fourth_round.ratchet,
        fourth_round.sandpaper,
        fourth_round.tambourine,
        fourth_round.violin,
        fourth_round.washing_up,
    )
}

VOICES = (
    *("en", "en-us", "en-gb-scotland", "en-GB-x-rp", "en-GB-x-gbclan", "en-029", "en-US-nyc"),
    *("en+f1", "en+f2", "en+f3", "en+f4", "en-us+f5", "en+m1", "en-us+m2", "en+m4", "en-us+m7", "en+Annie", "en+steph"),
    *("en+linda", "en+grandpa", "en+grandma", "en-us+adam", "en+edward", "en+victor"),
    *("de", "fr", "es", "hi", "pl", "it", "pt-br", "tr"),
    *("en+Alicia", "en-us+Andy", "en+belinda", "en+benjamin", "en+caleb", "en-us+david", "en+ed", "en+john", "en+max"),
    *("en-us+michael", "en+rob", "en+shelby", "en+travis", "en+zac", "nl", "ru"),
    *("en+whisper", "en-us+whisperf", "en+croak", "en-us+Storm", "en+Jacky", "en+Denis", "en+Nguyen", "en-us+m8"),
    *("en+m5", "en-us+m6", "en+Mario", "en+Hugo", "en+Andrea", "en-us+quincy", "en+paul", "en+norbert", "en-us+klatt"),
    *("en+anika", "en+aunty", "en+boris", "sv", "cs", "el", "id", "vi", "ro", "hu", "fi", "ar", "ta", "sw", "ko"),
    *(
        "en+RicishayMax",
        "en-us+AnxiousAndy",
        "en+Alex",
        "en+Diogo",
        "en-us+Gene",
        "en+Henrique",
        "en+Lee",
        "en-us+Marco",
    ),
    *("en+Mike", "en+Reed", "en+announcer", "en-us+antonio", "en+gustave", "en+ian", "en-us+iven", "en+kaukovalta"),
    *("en+klatt4", "en+m3", "en-us+michel", "en+pablo", "en+steph2", "en+sandro"),
    *("da", "nb", "bg", "uk", "hr", "lt", "ja", "cmn", "af", "ca", "cy", "fa", "bn", "te", "am", "ka"),
)
"""Voices of English, and of other languages that read English: strong accents."""


FRESH_KINDS: dict[str, Make] = {
    make.__name__: make
    for make in (
        fifth_round.hair_dryer,
        fifth_round.harp,
        fifth_round.ice_in_a_glass,
        fifth_round.motorbike,
        fifth_round.skateboard,
        fifth_round.torn_cloth,
    )
}

FRESH_VOICES = (
    *("en+RicishayMax3", "en-us+Gene2", "en+mike2", "en+edward2", "en-us+iven2", "en+klatt2", "en-us+klatt6"),
    *("en+marcelo", "en+miguel", "en-us+pedro", "en+robert", "en+steph3"),
    *("sk", "sl", "lv", "et", "is", "mk", "sq", "ms", "eu", "ga", "gu", "ml", "ne", "si", "ur", "hy"),
)
