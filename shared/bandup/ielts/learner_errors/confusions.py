"""Words that are taken for others that sound or look like them: "there own", "more then", "the affect of"."""

from .patterns import Rule

_COMPARED = (
    "better|worse|cheaper|easier|bigger|faster|cleaner|higher|lower|larger|smaller|older|"
    "younger|stronger|longer|shorter|richer|poorer|safer|happier|healthier|greater|fewer|"
    "harder|earlier|later|quicker|slower|nicer|less|more|rather|closer|wider"
)
_THERE_NOUNS = (
    "own|children|parents|families|family|homes|home|country|countries|jobs|job|lives|"
    "life|houses|opinion|opinions|future|culture|minds|time|money|health|work|skills|"
    "knowledge|goals|dreams|education|studies|money|needs|feelings|city|cities"
)

RULES = (
    Rule(
        "there-own",
        (
            "[ there ] own",
            (
                "of|with|for|on|about|leave|leaves|left|lose|loses|lost|spend|spends|spent|improve|"
                "improves|use|uses|change|changes|support|educate|raise|waste|do|achieve|express|"
                f"share|keep|enjoy [ there ] {_THERE_NOUNS}"
            ),
        ),
        "'Their' says whose; 'there' says where.",
        right="their",
        not_after=frozenset(),
    ),
    Rule(
        "their-are",
        (
            ("[ their ] is|are|was|were|will_be|has_been|have_been|isn't|aren't|should_be|must_be|can_be !WORD|ING"),
            "[ their ] is|are|was|were|will_be|has_been|have_been|isn't|aren't|should_be|must_be",
        ),
        "'There' introduces what exists.",
        right="there",
    ),
    Rule(
        "their-too",
        (
            (
                "that|and|if|because|when|but|think|say|sure|know|, [ their ] too|not|going_to|"
                "always|very_ADJECTIVE|so_ADJECTIVE|all !own"
            ),
        ),
        "'They're' is short for 'they are'.",
        right="they're",
    ),
    Rule(
        "then-than",
        (
            (
                f"{_COMPARED} [ then ] a|an|the|my|our|their|his|her|your|any|most|other|others|ever|"
                "before|those|that|what|in|PLURAL|NAME|NUMBER|they|i|we|it|men|women|people|others|"
                "UNCOUNTABLE|ING"
            ),
            "better|easier|cheaper|more|healthier|safer to WORD WORD? WORD? WORD? [ then ] to",
            (
                "more|less ADJECTIVE|WORD [ then ] a|an|the|my|our|their|his|her|any|other|others|"
                "ever|before|those|PLURAL|NAME|men|women|people"
            ),
        ),
        "A comparison takes 'than'.",
        right="than",
        unless=frozenset(("if", "when", "was", "were")),
    ),
    Rule(
        "it's-own",
        (
            (
                "[ it's ] own|population|citizens|economy|inhabitants|customers|capital|members|"
                "effects|advantages|disadvantages|benefits"
            ),
            "of|lost|on|in|with|has|have|for|its|change|improve|protect|lose [ it's ] WORD !to|that|for",
        ),
        "'Its' says whose; 'it's' is short for 'it is'.",
        right="its",
        unless=frozenset(("think",)),
    ),
    Rule(
        "its-not",
        (
            (
                "^ [ its ] not|very|important|a|an|the|easy|hard|difficult|true|better|good|also|"
                "because|possible|impossible|clear|too|been|like|really|necessary|obvious"
            ),
            (
                "think|believe|because|that|and|but|if|say|when|so|although|know|, [ its ] not|very|"
                "important|easy|hard|difficult|better|good|true|too|been|because|possible|impossible|"
                "necessary|a|an !WORD"
            ),
            (
                "think|believe|because|that|and|but|if|say|so|although|, [ its ] not|important|easy|"
                "hard|difficult|better|true|possible|impossible|necessary to|for|that"
            ),
        ),
        "'It's' is short for 'it is'; 'its' says whose.",
        right="it's",
    ),
    Rule(
        "loose",
        (
            (
                "to|will|can|could|may|might|would|not|you|they|we|people|i|who|don't|and [ loose ] "
                "your|their|his|her|my|our|the|a|weight|money|time|control|hope|job|jobs|interest|"
                "everything|touch|it|them|some"
            ),
        ),
        "The verb is 'lose'.",
        right="lose",
    ),
    Rule(
        "effects-verb",
        (
            (
                "^ UNCOUNTABLE|noise|this|it|that|which|smoking|stress|television|advertising "
                "ADVERB? [ effects ] people|everybody|everyone|our|their|us|them|children|society|"
                "the_health|human|all|my|his|her|the_environment|young|both|many|not_only"
            ),
            (
                "can|will|could|may|might|to|not|would|also|badly|negatively|directly [ effect ] "
                "people|everybody|everyone|our|their|us|them|children|society|human|my|his|her|"
                "the_environment|the_health|young|both|many|health|students|your"
            ),
        ),
        "The verb is 'affect'.",
        right=None,
    ),
    Rule(
        "affect-noun",
        (
            (
                "the|an|bad|negative|good|positive|great|big|strong|huge|serious|no|harmful|any|its|"
                "side|this [ affect|affects ] of|on|is|are|to|for"
            ),
        ),
        "The noun is 'effect'.",
        right=None,
        unless=frozenset(("to",)) - frozenset(("to",)),
    ),
    Rule(
        "accept-me",
        (
            (
                "^ everybody|everyone|all|nothing|nobody|no_one|all_days|every_day [ accept ] my|his|"
                "the|for|me|him|her|one|on|our|their"
            ),
            "nothing|anything|everything|anyone|nobody [ accept ] for|the|a|my",
        ),
        "It is 'except'.",
        right="except",
    ),
    Rule(
        "advise-noun",
        (
            (
                "a|some|good|much|useful|of|any|their|his|her|my|this|no|for|bad|helpful|valuable|"
                "great|more|professional|your|better [ advise ]"
            ),
        ),
        "The noun is 'advice'.",
        right="advice",
    ),
    Rule(
        "advice-verb",
        (
            (
                "i|would|will|should|can|could|must|always|strongly|we|they|doctors|experts|parents|"
                "teachers [ advice ] people|young|you|him|her|them|that|to|everyone|everybody|the|"
                "all|against|students|parents|their|us|me|anyone|my|every"
            ),
            "to [ advice ] people|young_people|everyone|students|him|them",
        ),
        "The verb is 'advise'.",
        right="advise",
    ),
    Rule(
        "principle",
        (
            "the|our|a [ principle ] of|at|in our|the|my|a|this school|college",
            "school|vice [ principle ]",
            "[ principle ] reason|cause|aim|goal|source|of_our_school",
        ),
        "The head of a school, or what comes first, is 'principal'.",
        right="principal",
    ),
    Rule(
        "weather-whether",
        (
            "^ [ weather ] it|they|he|she|we|you|this|people|or|to",
            (
                "know|decide|see|ask|wonder|sure|question|matter|discuss|about|of|on|debate|argue|"
                "consider|clear [ weather ] it|they|he|she|the|to|we|people|this|or|i|you|a|children|"
                "students|there"
            ),
        ),
        "It is 'whether'.",
        right="whether",
    ),
    Rule(
        "could-of",
        (
            (
                "could|should|would|must|might|can't|couldn't|shouldn't|wouldn't [ of ] !course|the|"
                "this|it|his|these|these|those|all|a"
            ),
            "i|we|they|you|he|she could|should|would|might not [ of ]",
        ),
        "It is 'have'.",
        right="have",
        statement=False,
    ),
    Rule(
        "you're-your",
        (
            (
                "see|of|on|with|in|for|to|about|do|use|at|from|finish|improve|check|change|follow|"
                "spend|lose [ you're ] own|SINGULAR|PLURAL|progress|skills|work|time|money|life|"
                "health|English|future|mind|homework"
            ),
        ),
        "'Your' says whose.",
        right="your",
        unless=frozenset(("if", "when", "that", "because")),
    ),
    Rule(
        "your-you're",
        (
            (
                "^ [ your ] not|going_to|tired|able|late|ready|bored|hungry|wrong|interested|welcome|"
                "lucky|allowed|sure|unemployed >MARK|to|of|in|for|with|and|able|allowed|a|that|ING|"
                "about|by"
            ),
            (
                "if|when|because|that [ your ] tired|able|late|ready|bored|hungry|interested|sure|"
                "lucky|ill|sick|rich|looking|working|living|not|going !own|people|children|and|"
                "person|family"
            ),
        ),
        "'You're' is short for 'you are'.",
        right="you're",
    ),
    Rule(
        "threw",
        (
            (
                "went|go|goes|going|gone|come|came|walk|walked|get|got|pass|passed|look|looked|drive|"
                "travel|travelled|running|run [ threw ]"
            ),
        ),
        "It is 'through'.",
        right="through",
    ),
    Rule(
        "to-too",
        (
            (
                "is|are|was|were|it's|be|get|far|isn't|becomes|become|seems|aren't|much|that's|'s [ "
                "to ] late|expensive|old|young|big|small|difficult|hard|easy|fast|high|low|busy|"
                "tired|dangerous|early|weak|crowded|lazy|poor|cold|hot|short|heavy|strong|bad|far to|"
                "for|END"
            ),
            "there is|are|was|were|have|has [ to ] many|much|few",
            "have|has|spend|are|eat|is [ to ] much",
        ),
        "It is 'too'.",
        right="too",
    ),
    Rule(
        "whose",
        ("^ [ whose ] going|coming|been|there|responsible|not|the_best|the_one|to_blame",),
        "'Who's' is short for 'who is'.",
        right="who's",
    ),
    Rule(
        "where-were",
        (
            ("they|we|you [ where ] going|not|very|so|all|happy|at|able|ING|only|there|PARTICIPLE|surprised|too|a"),
            "there [ where ] many|no|a|some|only",
        ),
        "It is 'were'.",
        right="were",
    ),
    Rule(
        "live-life",
        (
            (
                "daily|everyday|social|whole|modern|normal|real|happy|their|his|her|my|our|own|of|in|"
                "human|private|working|family|healthy [ live ] END|is|in|and|easier|better|more|"
                "because|style|styles|has|was"
            ),
            "[ lifes ]",
            "their|our|people's [ lifes ]",
        ),
        "The noun is 'life'.",
        right=None,
        not_after=frozenset(("that", "who")),
        unless=frozenset(("to", "can", "they", "we")),
    ),
    Rule("every-day", ("[ everyday ] >MARK",), "At the end it is two words.", right="every day"),
    Rule(
        "people-which",
        (
            (
                "people|children|students|women|men|parents|workers|teachers|person|man|woman|"
                "persons|friends|friend|someone|somebody|everyone|employees|teenagers|adults|"
                "tourists|child|criminals|citizens [ which ] !of|is_which"
            ),
        ),
        "A person is 'who'.",
        right="who",
        unless=frozenset(("of", "in", "to")),
    ),
)
