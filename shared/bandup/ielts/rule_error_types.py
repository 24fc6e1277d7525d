"""What kind of error each rule of the measured findings finds."""

from collections.abc import Mapping
from typing import Final

from bandup.ielts.error_types import ErrorType

_LEARNER_RULES: Final[Mapping[ErrorType, str]] = {
    ErrorType.ARTICLE: (
        "an-uncountable a-job a-adjective-noun a-role have-thing in-modern-world fixed-the as-result "
        "one-of-superlative superlative the-nature the-most-people most-of-people in-the-conclusion the-life "
        "the-internet in-usa play-instrument an-other article-twice an-consonant a-vowel"
    ),
    ErrorType.AGREEMENT: (
        "plural-subject plural-pronoun both-plural advantages-of-is head-of-plural one-of-are singular-subject "
        "money-a-country-spends he-go there-is-plural there-are-singular people-who-does person-who-do many-singular "
        "those-singular both-singular most-singular number-singular this-plural every-plural one-plural fractions"
    ),
    ErrorType.TENSE: (
        "have-went have-base been-wait are-increase is-depend are-depend was-depend if-will past-time since-present"
    ),
    ErrorType.WORD_FORM: (
        "uncountable researches peoples modal-to modal-third modal-ing modal-past modal-noun do-past do-third "
        "do-not-received want-to-ing to-past want-base enjoy-to look-forward-to used-to-work afford-ing "
        "important-protect make-to instead-of-go spend-time-to learn-how-base be-construct was-build noun-for-verb "
        "quality-for-adjective adverb-needed very-good adverb-before-noun double-comparative more-big boring "
        "advise-noun advice-verb effects-verb affect-noun live-life"
    ),
    ErrorType.WORD_CHOICE: (
        "many-uncountable much-plural less-plural amount-of-plural economical learned-him according-to-me rise-raise "
        "open-light"
    ),
    ErrorType.COLLOCATION: "do-mistake make-homework make-influence price-expensive",
    ErrorType.SPELLING: (
        "there-own their-are their-too then-than it's-own its-not loose accept-me principle weather-whether could-of "
        "you're-your your-you're threw to-too whose where-were every-day"
    ),
    ErrorType.PUNCTUATION: "small-i small-name blank-before-mark no-blank-after-comma no-blank-after-sentence",
    ErrorType.SENTENCE_STRUCTURE: (
        "can-able think-is because-is brother-he is-important-to in-cities-have there-are-people-want "
        "know-what-is-the not-only-it the-book-it so-am-i repeated-word"
    ),
    ErrorType.LINKING: "although-but in-nowadays",
    ErrorType.REFERENCE: "people-which",
}
_PREPOSITIONS: Final = "preposition-"
"""How the names of the rules begin that are made of the table of prepositions."""

_HARPER_RULES: Final[Mapping[ErrorType, str]] = {
    ErrorType.ARTICLE: "AnA DefiniteArticle SomeWithoutArticle TheAnother TheMy SomeOfThe",
    ErrorType.AGREEMENT: (
        "PronounVerbAgreement PronounInflectionBe PronounAre HeDos IAm IAmAgreement ThereIsAgreement MassNouns "
        "OneOfTheSingular AnotherOnes AnotherThings QuantifierNumeralConflict YourOutClauseAgreement "
        "WentAheadAndAgreement CriteriaPhenomena ThesesThese PointsOfView RulesOfThumb LevelOfDetails "
        "HumanBeings IDo ThisTypeOfThing NominalWants"
    ),
    ErrorType.TENSE: (
        "SimplePastToPastParticiple HelpedPast IsBeenAuxSequence ProgressiveNeedsBe IfWouldve DidPast HavePassed "
        "UseToUsedTo RegularIrregulars WillNonLemma WouldNeverHave WishCould"
    ),
    ErrorType.PREPOSITION: (
        "AwaitFor CommitmentTo DateBackFrom Discuss InvestIn AccuseOf ArriveTo AwareOf ComfortableWith ComprisesOf "
        "CraveFor CureFor ExceptOf FascinatedBy GoodAt ImitateFrom ImplementIn InspiredBy InterestedIn JealousOf "
        "PassionateAbout RifeWith AskNoPreposition AspireTo CapitalizeOn CuriousAbout ObsessPreposition ResponsibleFor "
        "ResponsibilityFor InsteadOf SameAs ThriveOn AllowTo AmountsFor DespiteOf FedUpWith FondOn "
        "InRetaliationTo LookInto UnderneathOf PayForPrice SimilarLike AsComparedTo AdvantageOf ThinkKnowOff"
    ),
    ErrorType.WORD_FORM: (
        "InflectedVerbAfterTo AdjectiveDoubleDegree MoreAdjective VerbToAdjective NounVerbConfusion ModalBeAdjective "
        "ModalOf DoubleModal ToAdverb SubjectPronoun SubjectAndObjectPronoun TheyToThem LetToDo WantBe LookForwardTo "
        "WorseOrWorst RedundantSuperlatives VeryLess SupposedTo BeAllowed BeBiased BeConcerned BePrejudiced BeShocked "
        "BeWorried Impressed LayoutVerb ShutdownVerb Respond ToWorryAbout"
    ),
    ErrorType.COLLOCATION: (
        "DoMistake OpenTheLight TakeMedicine WinPrize PlayAFactor RiseTheQuestion HighLowStandards MakeSense "
        "TakePrideIn TakeCareOf SetABadExample LeadRiseTo"
    ),
    ErrorType.SPELLING: (
        "ItsContraction ItsPossessive PossessiveNoun PossessiveYour PronounContraction TheirToThere TheirToTheyre "
        "ThereToTheir ThereOwn Theres TheyreConfusions TheyreToTheir WereWhere ThenThan ThatThan Cant CantWay Didnt "
        "ToTo TooTo ToTooIdioms SafeToSave SaveToSafe DoesOrDose ThoughThought ThingThink TheWhetherWeather"
    ),
    ErrorType.PUNCTUATION: "CommaFixes SentenceCapitalization CapitalizePersonalPronouns TransposedSpace",
    ErrorType.SENTENCE_STRUCTURE: (
        "DoubleNegative NotOnlyInversion ThereMissingIsClause HowItLooksLike WrongNegative DespiteItIs "
        "TheHowWhy AsToInterrogative AdjectiveOfA NotBeAfterNot HaveNegNoAny"
    ),
    ErrorType.LINKING: "Nowadays LikeAsIf InDetail LastButNotLeast",
    ErrorType.REFERENCE: "WhomSubjectOfVerb EachOthersPossessive Themself Yourself",
    ErrorType.REGISTER: "WillGonna ExpandGovt AvoidCurses Bollocks YeaToYeah YehToYeah",
}
"""Where harper's own kind says too little or something else."""

HARPER_KINDS: Final[Mapping[str, ErrorType]] = {
    "Spelling": ErrorType.SPELLING,
    "Typo": ErrorType.SPELLING,
    "Agreement": ErrorType.AGREEMENT,
    "BoundaryError": ErrorType.SPELLING,
    "Capitalization": ErrorType.PUNCTUATION,
    "Eggcorn": ErrorType.WORD_CHOICE,
    "Grammar": ErrorType.WORD_FORM,
    "Malapropism": ErrorType.WORD_CHOICE,
    "Miscellaneous": ErrorType.WORD_CHOICE,
    "Nonstandard": ErrorType.WORD_CHOICE,
    "Punctuation": ErrorType.PUNCTUATION,
    "Repetition": ErrorType.SENTENCE_STRUCTURE,
    "Usage": ErrorType.WORD_CHOICE,
    "WordChoice": ErrorType.WORD_CHOICE,
}
"""From the kinds of harper that are kept; so each of its rules has a kind of error."""


def _by_rule(table: Mapping[ErrorType, str]) -> dict[str, ErrorType]:
    return {rule: kind for kind, rules in table.items() for rule in rules.split()}


LEARNER_RULES: Final[Mapping[str, ErrorType]] = _by_rule(_LEARNER_RULES)
HARPER_RULES: Final[Mapping[str, ErrorType]] = _by_rule(_HARPER_RULES)


def find_learner_error_type(rule: str) -> ErrorType:
    """The kind of error that a pattern of `bandup.ielts.learner_errors` finds."""
    return ErrorType.PREPOSITION if rule.startswith(_PREPOSITIONS) else LEARNER_RULES[rule]


def find_harper_error_type(rule: str, kind: str) -> ErrorType:
    """The kind of error that a rule of harper finds.

    Args:
        rule: its name.
        kind: harper's own kind of the finding, one of `HARPER_KINDS`.
    """
    return HARPER_RULES.get(rule) or HARPER_KINDS[kind]
