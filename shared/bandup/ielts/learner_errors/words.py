"""Words of the wrong kind or taken for another: "the develop of", "do mistakes", "there own"."""

from .patterns import Rule

_MADE = {
    "develop": "development", "improve": "improvement", "reduce": "reduction", "educate": "education",
    "communicate": "communication", "behave": "behaviour", "exist": "existence", "grow": "growth",
    "protect": "protection", "solve": "solution", "decide": "decision", "consume": "consumption",
    "invest": "investment", "employ": "employment", "lose": "loss", "choose": "choice", "believe": "belief",
    "arrive": "arrival", "succeed": "success", "compare": "comparison", "pollute": "pollution", "destroy": "destruction",
    "encourage": "encouragement", "produce": "production", "know": "knowledge", "maintain": "maintenance",
    "entertain": "entertainment", "participate": "participation", "construct": "construction", "analyse": "analysis",
    "important": "importance", "different": "difference", "convenient": "convenience", "violent": "violence",
    "responsible": "responsibility", "efficient": "efficiency", "popular": "popularity", "able": "ability",
    "confident": "confidence", "poor": "poverty", "dangerous": "danger", "healthy": "health", "difficult": "difficulty",
    "independent": "independence", "globalise": "globalisation", "explain": "explanation", "describe": "description",
}  # fmt: skip
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
_ADJECTIVE_OF = {
    "difficulty": "difficult", "danger": "dangerous", "importance": "important", "convenience": "convenient",
    "independence": "independent", "confidence": "confident", "success": "successful", "necessity": "necessary",
    "benefit": "beneficial", "health": "healthy", "happiness": "happy", "violence": "violent", "patience": "patient",
    "possibility": "possible", "difference": "different", "efficiency": "efficient", "comfort": "comfortable",
    "popularity": "popular", "responsibility": "responsible", "economy": "economic", "poverty": "poor",
}  # fmt: skip
_QUALITIES = "difficulty|danger|importance|convenience|independence|confidence|success|necessity|happiness|violence|possibility|difference|efficiency|popularity|poverty"
_ADVERB_MADE = "rapid|quick|slow|dramatic|significant|gradual|steady|sharp|slight|considerable|constant|careful|immediate|direct|regular|serious|different|efficient|independent|fluent|easy|heavy|bad"
_VERBS_MOVED = "grew|grow|grows|grown|rose|rise|rises|risen|fell|fall|falls|fallen|increase|increased|increases|decrease|decreased|decreases|dropped|declined|developed|changed|changing|increasing|growing|drive|drives|drove|works|work|live|speak|learn|develop"
_COMPARED = "better|worse|cheaper|easier|bigger|faster|cleaner|higher|lower|larger|smaller|older|younger|stronger|longer|shorter|richer|poorer|safer|happier|healthier|greater|fewer|harder|earlier|later|quicker|slower|nicer|less|more|rather|closer|wider"
_ITS_NOUNS = "best|own|people|citizens|economy|population|culture|history|members|customers|staff|workers|value|name|effects|advantages|benefits|disadvantages|capital|inhabitants|students|engineer|main|most"
_THERE_NOUNS = "own|children|parents|families|family|homes|home|country|countries|jobs|job|lives|life|houses|opinion|opinions|future|culture|minds|time|money|health|work|skills|knowledge|goals|dreams|education|studies|money|needs|feelings|city|cities"

RULES = (
    Rule("there-own", ("[ there ] own", f"of|with|for|on|about|leave|leaves|left|lose|loses|lost|spend|spends|spent|improve|improves|use|uses|change|changes|support|educate|raise|waste|do|achieve|express|share|keep|enjoy [ there ] {_THERE_NOUNS}"),
         "'Their' says whose; 'there' says where.", right="their", not_after=frozenset()),
    Rule("their-are", ("[ their ] is|are|was|were|will_be|has_been|have_been|isn't|aren't|should_be|must_be|can_be !WORD|ING",
                       "[ their ] is|are|was|were|will_be|has_been|have_been|isn't|aren't|should_be|must_be",), "'There' introduces what exists.", right="there"),
    Rule("their-too", ("that|and|if|because|when|but|think|say|sure|know|, [ their ] too|not|going_to|always|very_ADJECTIVE|so_ADJECTIVE|all !own",), "'They're' is short for 'they are'.", right="they're"),
    Rule("then-than", (f"{_COMPARED} [ then ] a|an|the|my|our|their|his|her|your|any|most|other|others|ever|before|those|that|what|in|PLURAL|NAME|NUMBER|they|i|we|it|men|women|people|others|UNCOUNTABLE|ING",
                       "better|easier|cheaper|more|healthier|safer to WORD WORD? WORD? WORD? [ then ] to", "more|less ADJECTIVE|WORD [ then ] a|an|the|my|our|their|his|her|any|other|others|ever|before|those|PLURAL|NAME|men|women|people"),
         "A comparison takes 'than'.", right="than", unless=frozenset(("if", "when", "was", "were"))),
    Rule("it's-own", (f"[ it's ] own|population|citizens|economy|inhabitants|customers|capital|members|effects|advantages|disadvantages|benefits", "of|lost|on|in|with|has|have|for|its|change|improve|protect|lose [ it's ] WORD !to|that|for"),
         "'Its' says whose; 'it's' is short for 'it is'.", right="its", unless=frozenset(("think",))),
    Rule("its-not", ("^ [ its ] not|very|important|a|an|the|easy|hard|difficult|true|better|good|also|because|possible|impossible|clear|too|been|like|really|necessary|obvious", "think|believe|because|that|and|but|if|say|when|so|although|know|, [ its ] not|very|important|easy|hard|difficult|better|good|true|too|been|because|possible|impossible|necessary|a|an !WORD",
                     "think|believe|because|that|and|but|if|say|so|although|, [ its ] not|important|easy|hard|difficult|better|true|possible|impossible|necessary to|for|that"),
         "'It's' is short for 'it is'; 'its' says whose.", right="it's"),
    Rule("loose", (f"to|will|can|could|may|might|would|not|you|they|we|people|i|who|don't|and [ loose ] your|their|his|her|my|our|the|a|weight|money|time|control|hope|job|jobs|interest|everything|touch|it|them|some",), "The verb is 'lose'.", right="lose"),
    Rule("effects-verb", ("^ UNCOUNTABLE|noise|this|it|that|which|smoking|stress|television|advertising ADVERB? [ effects ] people|everybody|everyone|our|their|us|them|children|society|the_health|human|all|my|his|her|the_environment|young|both|many|not_only",
                          "can|will|could|may|might|to|not|would|also|badly|negatively|directly [ effect ] people|everybody|everyone|our|their|us|them|children|society|human|my|his|her|the_environment|the_health|young|both|many|health|students|your"),
         "The verb is 'affect'.", right=None),
    Rule("affect-noun", ("the|an|bad|negative|good|positive|great|big|strong|huge|serious|no|harmful|any|its|side|this [ affect|affects ] of|on|is|are|to|for", ), "The noun is 'effect'.", right=None, unless=frozenset(("to",)) - frozenset(("to",))),
    Rule("accept-me", ("^ everybody|everyone|all|nothing|nobody|no_one|all_days|every_day [ accept ] my|his|the|for|me|him|her|one|on|our|their", "nothing|anything|everything|anyone|nobody [ accept ] for|the|a|my"), "It is 'except'.", right="except"),
    Rule("advise-noun", ("a|some|good|much|useful|of|any|their|his|her|my|this|no|for|bad|helpful|valuable|great|more|professional|your|better [ advise ]",), "The noun is 'advice'.", right="advice"),
    Rule("advice-verb", ("i|would|will|should|can|could|must|always|strongly|we|they|doctors|experts|parents|teachers [ advice ] people|young|you|him|her|them|that|to|everyone|everybody|the|all|against|students|parents|their|us|me|anyone|my|every", "to [ advice ] people|young_people|everyone|students|him|them"), "The verb is 'advise'.", right="advise"),
    Rule("principle", ("the|our|a [ principle ] of|at|in our|the|my|a|this school|college", "school|vice [ principle ]", "[ principle ] reason|cause|aim|goal|source|of_our_school"), "The head of a school, or what comes first, is 'principal'.", right="principal"),
    Rule("weather-whether", ("^ [ weather ] it|they|he|she|we|you|this|people|or|to", "know|decide|see|ask|wonder|sure|question|matter|discuss|about|of|on|debate|argue|consider|clear [ weather ] it|they|he|she|the|to|we|people|this|or|i|you|a|children|students|there"), "It is 'whether'.", right="whether"),
    Rule("could-of", ("could|should|would|must|might|can't|couldn't|shouldn't|wouldn't [ of ] !course|the|this|it|his|these|these|those|all|a", "i|we|they|you|he|she could|should|would|might not [ of ]"), "It is 'have'.", right="have", statement=False),
    Rule("you're-your", ("see|of|on|with|in|for|to|about|do|use|at|from|finish|improve|check|change|follow|spend|lose [ you're ] own|SINGULAR|PLURAL|progress|skills|work|time|money|life|health|English|future|mind|homework",), "'Your' says whose.", right="your", unless=frozenset(("if", "when", "that", "because"))),
    Rule("your-you're", ("^ [ your ] not|going_to|tired|able|late|ready|bored|hungry|wrong|interested|welcome|lucky|allowed|sure|unemployed >MARK|to|of|in|for|with|and|able|allowed|a|that|ING|about|by", "if|when|because|that [ your ] tired|able|late|ready|bored|hungry|interested|sure|lucky|ill|sick|rich|looking|working|living|not|going !own|people|children|and|person|family"), "'You're' is short for 'you are'.", right="you're"),
    Rule("threw", ("went|go|goes|going|gone|come|came|walk|walked|get|got|pass|passed|look|looked|drive|travel|travelled|running|run [ threw ]",), "It is 'through'.", right="through"),
    Rule("to-too", ("is|are|was|were|it's|be|get|far|isn't|becomes|become|seems|aren't|much|that's|'s [ to ] late|expensive|old|young|big|small|difficult|hard|easy|fast|high|low|busy|tired|dangerous|early|weak|crowded|lazy|poor|cold|hot|short|heavy|strong|bad|far to|for|END", "there is|are|was|were|have|has [ to ] many|much|few", "have|has|spend|are|eat|is [ to ] much"), "It is 'too'.", right="too"),
    Rule("whose", ("^ [ whose ] going|coming|been|there|responsible|not|the_best|the_one|to_blame",), "'Who's' is short for 'who is'.", right="who's"),
    Rule("where-were", ("they|we|you [ where ] going|not|very|so|all|happy|at|able|ING|only|there|PARTICIPLE|surprised|too|a", "there [ where ] many|no|a|some|only"), "It is 'were'.", right="were"),
    Rule("live-life", ("daily|everyday|social|whole|modern|normal|real|happy|their|his|her|my|our|own|of|in|human|private|working|family|healthy [ live ] END|is|in|and|easier|better|more|because|style|styles|has|was", "[ lifes ]", "their|our|people's [ lifes ]"), "The noun is 'life'.", right=None, not_after=frozenset(("that", "who")), unless=frozenset(("to", "can", "they", "we"))),
    Rule("every-day", ("[ everyday ] >MARK",), "At the end it is two words.", right="every day"),
    Rule("noun-for-verb", (f"the|a|an|{_POSSESSIVE}|this [ {_VERB_TO_NOUN} ] >of|in|is|was|has|can|will|between|END", f"the|{_POSSESSIVE}|big|great|good|main|significant|huge|economic|rapid|fast|high [ {_TO_NOUN} ] of", "a|big|main|great|the|huge|significant|clear|many|some [ different ] between|is", "[ important ] of", f"give|gives|gain|gains|lack_of|them|us|students|students_more|them_more|us_more [ confident ] END|in|and|to",
                           "take|takes|took|taking [ responsible ] END|for|of|and"),
         "Here stands a noun.", right=None, not_after=frozenset(("most", "more", "is", "the", "are", "very", "all")), unless=frozenset(("most",))),
    Rule("quality-for-adjective", (f"is|are|was|were|be|become|becomes|became|feel|feels|seem|seems|very|so|too|more|quite very|so|too|really|extremely|quite [ {_QUALITIES}|benefit|health|comfort|patience|responsibility|economy ] !of|and",
                                   "it is|was|will_be [ difficulty|danger|importance|convenience|necessity|benefit|possibility ] to|for|that|because|END", "he|she|they|i|country|we is|are|am|was|were|became|become|becomes [ success|independence|confidence|difference|patience|poverty ] in|and|END|from|because|than|to"),
         "Here stands an adjective.", right=None),
    Rule("adverb-needed", (f"{_VERBS_MOVED} [ {_ADVERB_MADE} ] >MARK|in|from|to|between|after|since|during|over|by|until|when|because|and|with|every",), "How something is done takes an adverb.", right="{w:adverb}", not_after=frozenset(("a", "an", "the", "very", "are", "is", "of")), unless=frozenset(("fast",))),
    Rule("very-good", ("speak|speaks|spoke|play|plays|played|sing|sings|write|writes|know|knows|drive|drives|cook|cooks|speaking|do|did WORD? very|so|too|really|quite [ good ] >MARK|and|because|in|at",), "How something is done takes an adverb.", right="well", unless=frozenset(("is", "are", "was", "were"))),
    Rule("adverb-before-noun", ("a|an|the|their|my|our [ negatively|positively|greatly|seriously|rapidly|healthily|economically|quickly|easily|socially|highly|strongly|badly|carefully|safely|normally|friendly_not|dramatically|significantly ] "
                                "effect|influence|impact|increase|change|growth|life|lifestyle|problem|problems|decision|way|job|food|society|development|person|choice|result|solution|rise|drop",), "Before a noun stands an adjective.", right=None),
    Rule("double-comparative", ("[ more better|worse|cheaper|easier|bigger|faster|cleaner|higher|lower|larger|smaller|older|younger|stronger|longer|shorter|richer|poorer|safer|happier|healthier|greater|harder|quicker|slower|nicer|earlier ] !PLURAL|PLURAL", "[ most|more easiest|biggest|best|cheapest|fastest|worst|highest|largest|oldest|hardest ]"), "The ending already marks the comparison.", right="{2}"),
    Rule("more-big", ("more [ big|cheap|easy|fast|high|low|small|strong|long|short|clean|large|hard|warm|cold|healthy_not|happy_not|young|old|tall|nice ] than|END|and_more",), "A short adjective is compared with '-er'.", right=None),
    Rule("boring", ("i|people|they|we|he|she|children|students feel|feels|felt|am|get|gets|got very|so|really|too? [ boring|exciting|tiring|confusing|annoying|frustrating|frightening|disappointing|surprising|embarrassing|interesting|relaxing ] >END|because|when|and|in|to|of|with|about",
                    "i am|was very|really|so|also|not? [ interesting ] in"), "Who feels it is '-ed'; what causes it is '-ing'.", right=None),
    Rule("economical", ("[ economical|economy ] growth|crisis|development|situation|problem|problems|system|reasons|success",), "It is 'economic'.", right="economic", not_after=frozenset(("global_not",))),
    Rule("do-mistake", ("[ do|does|did|doing|done a|many|some|lots_of|the|this|any|their|big|more|no|another|grammar? mistake|mistakes|decision|decisions|effort|efforts|progress|money|choice|choices|difference|noise ]", "[ do|does|did|doing mistakes|progress|money|efforts|decisions|friends ] "), "This noun goes with 'make'.", right=None, unless=frozenset(("why",))),
    Rule("make-homework", ("[ make|makes|made|making a|the|their|some|many|his|her|my|more|any? homework|research|researches|exercise|exercises|sport|sports|business|housework|damage|harm|yoga ] !facilities|available|more|easier|possible|fun|a|and|better|attractive|accessible|clear|WORD|WORD",
                       "[ make|makes|made|making a|the|their|some|many|his|her|my|more? homework|research|researches|housework ] >END|on|about|in|for|and|every|at|into|to"), "This noun goes with 'do'.", right=None),
    Rule("make-influence", ("made|make|makes|making a|an|big? big|great|good|bad|negative|positive|huge|strong|significant|important? [ influence|effect ] on|to|in", "[ make|makes|made influence ]"), "This noun goes with 'have'.", right=None),
    Rule("learned-him", ("[ learned|learnt|learns me|him|us|them|her ] how|to|that|a|the|about|english|^english",), "Who gives the lesson teaches.", right="taught {2}"),
    Rule("according-to-me", ("according_to_me|according_to_us",), "One's own view is introduced by 'in my opinion'.", right="in my opinion"),
    Rule("price-expensive", ("^ the|their|its|this|high|average? price|prices|cost|costs|fee|fees|rent|salary|salaries is|are|was|were|becomes|become|be very|too|so|quite|more|really|much|also? [ expensive|cheap|cheaper ]", "cost|price|prices|costs of|for the|a|these|living|this|their? WORD|PLURAL|NAME? is|are|was|were very|too|so|quite|more|really? [ expensive|cheap|cheaper ]"), "A price is high or low; a thing is expensive or cheap.", right=None),
    Rule("rise-raise", ("to|can|will|should|must|could|would|not|and [ rise|rising ] taxes|prices|awareness|money|children|funds|their|her|his|our|the_taxes|the_price|the_prices|the_salary|the_awareness|my|a_family|salaries", ), "What is moved by somebody is raised.", right="raise", unless=frozenset(("see",))),
    Rule("in-nowadays", ("in|on|at|for nowadays", "in|on the nowadays", "nowadays_days", "[ now_days|nowaday|now_a_days|nowdays|nowadays's ]"), "'Nowadays' stands alone.", right="nowadays"),
    Rule("open-light", ("open|opens|opened|opening|close|closes|closed|closing the|my|your|a light|lights|tv|^tv|television|radio|computer|^television !door|source|bulb|cover",), "A device is switched on or off.", right=None),
    Rule("people-which", ("people|children|students|women|men|parents|workers|teachers|person|man|woman|persons|friends|friend|someone|somebody|everyone|employees|teenagers|adults|tourists|child|criminals|citizens [ which ] !of|is_which",), "A person is 'who'.", right="who", unless=frozenset(("of", "in", "to"))),
)  # fmt: skip
