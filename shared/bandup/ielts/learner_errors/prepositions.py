"""Prepositions that are missing, too many or others than the word takes."""

from .patterns import Rule

_MONTHS = "january|february|april|june|july|august|september|october|november|december"
_NAMED_MONTHS = "|".join(f"^{month}" for month in _MONTHS.split("|"))
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_NAMED_DAYS = "|".join(f"^{day}" for day in _DAYS.split("|"))
_CHANGED = "rose|rises|risen|fell|fallen|increased|increase|decreased|dropped|grew|grown|declined|went_up|went_down"
_HOLDERS = "people|children|us|them|him|her|me|you|students|workers|kids|teenagers|drivers|criminals"

_FIXED = (
    # what is written, what it should be
    ("discuss|discussed|discussing|discusses about", "{1}"),
    ("emphasise|emphasises|emphasised|emphasize|emphasizes|emphasized|stress|stresses on|about", "{1}"),
    ("mention|mentioned|mentions about", "{1}"),
    ("depend|depends|depended|depending of|from", "{1} on"),
    ("dependent of|from|to", "{1} on"),
    ("interested on|about|for|at", "{1} in"),
    ("similar with|as|like|from|than", "{1} to"),
    ("arrive|arrived|arrives|arriving to", "{1} at"),
    ("responsible of|on|about|to", "{1} for"),
    ("pay|pays|paid|paying attention on|for|at|in", "{1} attention to"),
    (
        ("in_the_other_hand|in_other_hand|at_the_other_hand|by_the_other_hand|from_the_other_hand|to_the_other_hand"),
        "on the other hand",
    ),
    ("accused for", "{1} of"),
    ("they|we|i|you|who lack of", "{1} lack"),
    ("contribute|contributes|contributed|contributing for", "{1} to"),
    ("to|must|can|should|we|they|people deal about", "{1} deal with"),
    ("suffer|suffers|suffered|suffering of", "{1} from"),
    ("consist|consists|consisted from|by|with", "{1} of"),
    ("capable to|for", "{1} of"),
    ("afraid from", "{1} of"),
    (
        (
            "effect|effects|influence|influences|impact|impacts to our|their|his|her|the|people|"
            "children|my|society|human|young|us|health"
        ),
        "{1} on {3}",
    ),
    ("in|on my|our point_of_view", "from {2} point of view"),
    ("by|from my opinion", "in my opinion"),
    ("according_to my|our opinion", "in {2} opinion"),
    ("in_the_one_hand|from_one_hand|from_the_one_hand", "on the one hand"),
    (
        (
            "since two|three|four|five|six|ten|twenty|many|several|a_few|9 years|months|weeks|"
            "days|decades !ago|before|earlier"
        ),
        "for {2} {3}",
    ),
    ("in_the_internet|in_the_^internet", "on the internet"),
    ("despite of", "despite"),
    ("in_spite the|that|this|these|my|their|his|her|it|being", "in spite of {2}"),
    ("regardless the|their|how|what|his|age", "regardless of {2}"),
    ("marry|marries with|to", "{1}"),
    ("married with a|an|my|his|her|the|someone|somebody", "married to {3}"),
    ("graduated|graduates of the|a|university|high|school|college", "{1} from {3}"),
    (("attend|attends|attended|attending to school|university|the|a|class|classes|college|lessons|this"), "{1} {3}"),
    ("resist|resists|obey|obeys|enter|enters|entered to the|university|school|a|this", "{1} {3}"),
    (
        ("affect|affects|affected|affecting on|to|in|at the|our|their|his|people|children|human|my|us|young|society"),
        "{1} {3}",
    ),
    ("superior|inferior than", "{1} to"),
    ("cope up with", "cope with"),
    ("congratulate|congratulated WORD for", "{1} {2} on"),
    (
        (
            "listen|listens|listened|listening music|the|radio|them|me|him|her|this|songs|their|"
            "teacher|a|lectures|my|his"
        ),
        "{1} to {2}",
    ),
    ("wait|waits|waited|waiting the|a|my bus|train|results|result|doctor|turn|moment", "{1} for {2} {3}"),
    ("explain|explained|explains|explaining me|us", "{1} to {2}"),
    ("said|says|say me|him|us|them", None),
    (("because_of they|he|we|i|people|there|it is|are|was|were|have|has|do|can|want|need|don't|will"), None),
    ("prevent|prevents|prevented|stop|stops|stopped|discourage|discourages {holders} to BASE", "{1} {2} from {4:ing}"),
    (
        (
            "good|bad|better|skilled in mathematics|maths|^english|english|languages|sports|"
            "sport|football|cooking|drawing|singing|^mathematics|science"
        ),
        "{1} at {3}",
    ),
    ("at {months}|{named_months}", "in {2}"),
    ("in {days}|{named_days} !and|'s", "on {2}"),
    ("{changed} with|of|for NUMBER per_cent|percent|%", "{1} by {3} {4}"),
    ("reach|reaches|reached to|at|in the|a|9|its|their", "{1} {3}"),
    ("prefer WORD WORD? than WORD", None),
    ("for_to BASE", "to {2}"),
    ("comply to", "comply with"),
    ("aware about|for", "{1} of"),
    ("can|could|not|will|they|he|she|we|i succeed|succeeds|succeeded to BASE", "{1} {2} in {4:ing}"),
    ("proud|jealous|guilty|ashamed for|about|with|from my|their|his|her|the|our|it", "{1} of {3}"),
    ("participate|participates|participated|participating|participation at|on|to|of", "{1} in"),
    ("concentrate|concentrates|focus|focuses|concentrating|focusing|focused to|at", "{1} on"),
)


def _fill(pattern: str) -> str:
    return pattern.format(
        holders=_HOLDERS,
        months=_MONTHS,
        named_months=_NAMED_MONTHS,
        days=_DAYS,
        named_days=_NAMED_DAYS,
        changed=_CHANGED,
    )


_SKIP = frozenset(("or", "great"))

RULES = tuple(
    Rule(
        "preposition-" + _fill(pattern).split()[0].split("|")[0].replace("_", "-"),
        (_fill(pattern),),
        "Another preposition, or none, belongs here.",
        right=right,
        not_after=_SKIP,
    )
    for pattern, right in _FIXED
)
