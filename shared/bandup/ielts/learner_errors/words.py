"""Words of the wrong kind, or beside the wrong word: "the develop of", "do mistakes"."""

from .patterns import Rule

_MADE = {
    "develop": "development",
    "improve": "improvement",
    "reduce": "reduction",
    "educate": "education",
    "communicate": "communication",
    "behave": "behaviour",
    "exist": "existence",
    "grow": "growth",
    "protect": "protection",
    "solve": "solution",
    "decide": "decision",
    "consume": "consumption",
    "invest": "investment",
    "employ": "employment",
    "lose": "loss",
    "choose": "choice",
    "believe": "belief",
    "arrive": "arrival",
    "succeed": "success",
    "compare": "comparison",
    "pollute": "pollution",
    "destroy": "destruction",
    "encourage": "encouragement",
    "produce": "production",
    "know": "knowledge",
    "maintain": "maintenance",
    "entertain": "entertainment",
    "participate": "participation",
    "construct": "construction",
    "analyse": "analysis",
    "important": "importance",
    "different": "difference",
    "convenient": "convenience",
    "violent": "violence",
    "responsible": "responsibility",
    "efficient": "efficiency",
    "popular": "popularity",
    "able": "ability",
    "confident": "confidence",
    "poor": "poverty",
    "dangerous": "danger",
    "healthy": "health",
    "difficult": "difficulty",
    "independent": "independence",
    "globalise": "globalisation",
    "explain": "explanation",
    "describe": "description",
}
_TO_NOUN = "|".join(
    word
    for word in _MADE
    if word not in ("poor", "able", "produce", "dangerous", "healthy", "difficult", "independent")
)
_VERB_TO_NOUN = "|".join(
    word
    for word in _TO_NOUN.split("|")
    if word
    not in ("important", "different", "convenient", "violent", "responsible", "efficient", "popular", "confident")
)
_POSSESSIVE = "their|our|his|her|its|my|your"
_QUALITIES = (
    "difficulty|danger|importance|convenience|independence|confidence|success|necessity|"
    "happiness|violence|possibility|difference|efficiency|popularity|poverty"
)
_ADVERB_MADE = (
    "rapid|quick|slow|dramatic|significant|gradual|steady|sharp|slight|considerable|"
    "constant|careful|immediate|direct|regular|serious|different|efficient|independent|"
    "fluent|easy|heavy|bad"
)
_VERBS_MOVED = (
    "grew|grow|grows|grown|rose|rise|rises|risen|fell|fall|falls|fallen|increase|"
    "increased|increases|decrease|decreased|decreases|dropped|declined|developed|changed|"
    "changing|increasing|growing|drive|drives|drove|works|work|live|speak|learn|develop"
)

RULES = (
    Rule(
        "noun-for-verb",
        (
            f"the|a|an|{_POSSESSIVE}|this [ {_VERB_TO_NOUN} ] >of|in|is|was|has|can|will|between|END",
            (f"the|{_POSSESSIVE}|big|great|good|main|significant|huge|economic|rapid|fast|high [ {_TO_NOUN} ] of"),
            "a|big|main|great|the|huge|significant|clear|many|some [ different ] between|is",
            "[ important ] of",
            ("give|gives|gain|gains|lack_of [ confident ] END|in|and|to"),
            "take|takes|took|taking [ responsible ] END|for|of|and",
        ),
        "Here stands a noun.",
        right=None,
        not_after=frozenset(("most", "more", "is", "the", "are", "very", "all")),
        unless=frozenset(("most",)),
    ),
    Rule(
        "quality-for-adjective",
        (
            (
                "is|are|was|were|be|become|becomes|became|feel|feels|seem|seems|very|so|too|more|"
                f"quite very|so|too|really|extremely|quite [ {_QUALITIES}|benefit|health|comfort|"
                "patience|responsibility|economy ] !of|and"
            ),
            (
                "it is|was|will_be [ difficulty|danger|importance|convenience|necessity|benefit|"
                "possibility ] to|for|that|because|END"
            ),
            (
                "he|she|they|i|country|we is|are|am|was|were|became|become|becomes [ success|"
                "independence|confidence|difference|patience|poverty ] in|and|END|from|because|than|"
                "to"
            ),
        ),
        "Here stands an adjective.",
        right=None,
    ),
    Rule(
        "adverb-needed",
        (
            (
                f"{_VERBS_MOVED} [ {_ADVERB_MADE} ] >MARK|in|from|to|between|after|since|during|over|"
                "by|until|when|because|and|with|every"
            ),
        ),
        "How something is done takes an adverb.",
        right="{w:adverb}",
        not_after=frozenset(("a", "an", "the", "very", "are", "is", "of")),
        unless=frozenset(("fast",)),
    ),
    Rule(
        "very-good",
        (
            (
                "speak|speaks|spoke|play|plays|played|sing|sings|write|writes|know|knows|drive|"
                "drives|cook|cooks|speaking|do|did WORD? very|so|too|really|quite [ good ] >MARK|and|"
                "because|in|at"
            ),
        ),
        "How something is done takes an adverb.",
        right="well",
        unless=frozenset(("is", "are", "was", "were")),
    ),
    Rule(
        "adverb-before-noun",
        (
            (
                "a|an|the|their|my|our [ negatively|positively|greatly|seriously|rapidly|healthily|"
                "economically|quickly|easily|socially|highly|strongly|badly|carefully|safely|"
                "normally|dramatically|significantly ] "
                "effect|influence|impact|increase|change|growth|life|lifestyle|problem|problems|"
                "decision|way|job|food|society|development|person|choice|result|solution|rise|drop"
            ),
        ),
        "Before a noun stands an adjective.",
        right=None,
    ),
    Rule(
        "double-comparative",
        (
            (
                "[ more better|worse|cheaper|easier|bigger|faster|cleaner|higher|lower|larger|"
                "smaller|older|younger|stronger|longer|shorter|richer|poorer|safer|happier|healthier|"
                "greater|harder|quicker|slower|nicer|earlier ] !PLURAL|PLURAL"
            ),
            "[ most|more easiest|biggest|best|cheapest|fastest|worst|highest|largest|oldest|hardest ]",
        ),
        "The ending already marks the comparison.",
        right="{2}",
    ),
    Rule(
        "more-big",
        (
            (
                "more [ big|cheap|easy|fast|high|low|small|strong|long|short|clean|large|hard|warm|"
                "cold|young|old|tall|nice ] than|END|and_more"
            ),
        ),
        "A short adjective is compared with '-er'.",
        right=None,
    ),
    Rule(
        "boring",
        (
            (
                "i|people|they|we|he|she|children|students feel|feels|felt|am|get|gets|got very|so|"
                "really|too? [ boring|exciting|tiring|confusing|annoying|frustrating|frightening|"
                "disappointing|surprising|embarrassing|interesting|relaxing ] >END|because|when|and|"
                "in|to|of|with|about"
            ),
            "i am|was very|really|so|also|not? [ interesting ] in",
        ),
        "Who feels it is '-ed'; what causes it is '-ing'.",
        right=None,
    ),
    Rule(
        "economical",
        (("[ economical|economy ] growth|crisis|development|situation|problem|problems|system|reasons|success"),),
        "It is 'economic'.",
        right="economic",
        not_after=frozenset(("global_not",)),
    ),
    Rule(
        "do-mistake",
        (
            (
                "[ do|does|did|doing|done a|many|some|lots_of|the|this|any|their|big|more|no|another|"
                "grammar? mistake|mistakes|decision|decisions|effort|efforts|progress|money|choice|"
                "choices|difference|noise ]"
            ),
            "[ do|does|did|doing mistakes|progress|money|efforts|decisions|friends ] ",
        ),
        "This noun goes with 'make'.",
        right=None,
        unless=frozenset(("why",)),
    ),
    Rule(
        "make-homework",
        (
            (
                "[ make|makes|made|making a|the|their|some|many|his|her|my|more|any? homework|"
                "research|researches|exercise|exercises|sport|sports|business|housework|damage|harm|"
                "yoga ] !facilities|available|more|easier|possible|fun|a|and|better|attractive|"
                "accessible|clear|WORD|WORD"
            ),
            (
                "[ make|makes|made|making a|the|their|some|many|his|her|my|more? homework|research|"
                "researches|housework ] >END|on|about|in|for|and|every|at|into|to"
            ),
        ),
        "This noun goes with 'do'.",
        right=None,
    ),
    Rule(
        "make-influence",
        (
            (
                "made|make|makes|making a|an|big? big|great|good|bad|negative|positive|huge|strong|"
                "significant|important? [ influence|effect ] on|to|in"
            ),
            "[ make|makes|made influence ]",
        ),
        "This noun goes with 'have'.",
        right=None,
    ),
    Rule(
        "learned-him",
        ("[ learned|learnt|learns me|him|us|them|her ] how|to|that|a|the|about|english|^english",),
        "Who gives the lesson teaches.",
        right="taught {2}",
    ),
    Rule(
        "according-to-me",
        ("according_to_me|according_to_us",),
        "One's own view is introduced by 'in my opinion'.",
        right="in my opinion",
    ),
    Rule(
        "price-expensive",
        (
            (
                "^ the|their|its|this|high|average? price|prices|cost|costs|fee|fees|rent|salary|"
                "salaries is|are|was|were|becomes|become|be very|too|so|quite|more|really|much|also? "
                "[ expensive|cheap|cheaper ]"
            ),
            (
                "cost|price|prices|costs of|for the|a|these|living|this|their? WORD|PLURAL|NAME? is|"
                "are|was|were very|too|so|quite|more|really? [ expensive|cheap|cheaper ]"
            ),
        ),
        "A price is high or low; a thing is expensive or cheap.",
        right=None,
    ),
    Rule(
        "rise-raise",
        (
            (
                "to|can|will|should|must|could|would|not|and [ rise|rising ] taxes|prices|awareness|"
                "money|children|funds|their|her|his|our|the_taxes|the_price|the_prices|the_salary|"
                "the_awareness|my|a_family|salaries"
            ),
        ),
        "What is moved by somebody is raised.",
        right="raise",
        unless=frozenset(("see",)),
    ),
    Rule(
        "in-nowadays",
        (
            "in|on|at|for nowadays",
            "in|on the nowadays",
            "nowadays_days",
            "[ now_days|nowaday|now_a_days|nowdays|nowadays's ]",
        ),
        "'Nowadays' stands alone.",
        right="nowadays",
    ),
    Rule(
        "open-light",
        (
            (
                "open|opens|opened|opening|close|closes|closed|closing the|my|your|a light|lights|tv|"
                "^tv|television|radio|computer|^television !door|source|bulb|cover"
            ),
        ),
        "A device is switched on or off.",
        right=None,
    ),
)
