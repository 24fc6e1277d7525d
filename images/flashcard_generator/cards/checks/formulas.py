r"""Formulas, compared as strings however they are set: `\\( \\omega = \\sqrt{\\frac{k}{m}} \\)` and `ω = √(k/m)`."""

import re
import unicodedata

_GREEK = frozenset(
    (
        "alpha", "beta", "chi", "delta", "epsilon", "eta", "gamma", "iota", "kappa", "lambda", "mu", "nu", "omega",
        "phi", "pi", "psi", "rho", "sigma", "tau", "theta", "upsilon", "varepsilon", "varphi", "xi", "zeta",
    )
)  # fmt: skip
_LETTERS = {
    **{f"\\{name}": unicodedata.lookup(f"GREEK SMALL LETTER {name.removeprefix('var').upper().replace('LAMBDA', 'LAMDA')}") for name in _GREEK},
    **{
        f"\\{name.capitalize()}": unicodedata.lookup(f"GREEK CAPITAL LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")
        for name in _GREEK
        if not name.startswith("var")
    },
    "\\cdot": "*", "\\times": "*", "\\leq": "≤", "\\le": "≤", "\\geq": "≥", "\\ge": "≥", "\\neq": "≠", "\\ne": "≠",
    "\\pm": "±", "\\mp": "∓", "\\infty": "∞", "\\to": "→", "\\in": "∈", "\\int": "∫", "\\sum": "∑", "\\approx": "≈",
    "\\left": "", "\\right": "", "\\,": "", "\\;": "", "\\!": "", "\\quad": "", "\\mathrm": "", "\\text": "",
    "\\lvert": "|", "\\rvert": "|", "\\mid": "|", "\\ldots": "...", "\\dots": "...", "\\cdots": "...", "\\mathbb": "",
    "\\mathbf": "", "\\operatorname": "", "\\forall": "∀", "\\exists": "∃", "\\prime": "'", "\\displaystyle": "", "\\(": "", "\\)": "", "\\[": "", "\\]": "", "\\dfrac": "\\frac", "\\tfrac": "\\frac", "\\circ": "°",
}  # fmt: skip
_NAME = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_FRACTION = re.compile(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_POWER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_SIGN = re.compile(r"[=<>≤≥≠≈√±∫∑]")
_SUM = re.compile(r"[^\W\d_)]\)?\s[+\u2212]\s|\s[+\u2212]\s\(?[^\W_](?![^\W_])")
_POWER_OF = re.compile(r"\^.*[+*/-]|[+*/-].*\^")
_FORMULA = re.compile(r"[^\s,;:.!?、。，؟]*(?:\s*[=<>≤≥≠≈√^±∫∑*/+\u2212·×\-]\s*[^\s;:!?、。，؟]*)+")
_WORD = re.compile(r"[^\W\d_]{4,}")


def read_formula(text: str) -> str:
    """The text with its formulas in one way of writing, without blanks."""
    text = _POWER.sub(lambda found: "^" + found[0].translate(_POWERS), text)
    text = _NAME.sub(lambda found: _LETTERS.get(found[0], found[0]), text.replace("\\dfrac", "\\frac"))
    text = text.replace("$", "")
    for _ in range(4):
        text = _FRACTION.sub(r"(\1)/(\2)", _ROOT.sub(r"√(\1)", text))
    plain = unicodedata.normalize("NFKD", text)
    plain = (
        re.sub("[\u2212\u2010\u2011\u2012\u2013]", "-", plain)
        .replace("\u2032", "'")
        .replace("·", "*")
        .replace("×", "*")
        .replace("\u2044", "/")
    )
    return re.sub(r"[\s{}()_\\]", "", plain).casefold().replace("ϕ", "φ")


def find_formulas(text: str) -> list[str]:
    """What of a text is a formula with a sign of relation, a root or a power, as `read_formula` writes it."""
    marked = re.findall(r"\\\((.+?)\\\)|\$([^$]+)\$", text, re.DOTALL)
    pieces = [one or other for one, other in marked] or [
        found[0] for found in _FORMULA.finditer(_POWER.sub(lambda f: "^" + f[0].translate(_POWERS), text))
    ]
    found = [piece for piece in pieces if not _WORD.search(re.sub(r"\\[A-Za-z]+", "", piece))]
    formulas = [(piece, read_formula(piece)) for piece in found]
    return [
        formula
        for piece, formula in formulas
        if len(formula) > 2 and (marked or _SIGN.search(formula) or _SUM.search(piece) or _POWER_OF.search(formula))
    ]


def has_formulas(text: str, quote: str) -> bool:
    """Whether each formula of the text stands in the quote, whole, in whatever way it is set."""
    there = read_formula(quote)
    return all(_is_whole(each, there) for each in find_formulas(text))


def are_other_formulas(one: str, other: str) -> bool:
    """Whether both texts are formulas, and neither has the other in it; words around them do not count."""
    first, second = map(_drop_prose, (one, other))
    if not (_OPERATES.search(first) and _OPERATES.search(second)):
        return False
    first, second = (read_formula(text).strip(".,;:") for text in (first, second))
    return first not in second and second not in first


def are_same_formulas(one: str, other: str) -> bool:
    """Whether two texts are one formula, in whatever way it is set; one may leave out the left side."""
    first, second = (read_formula(text).strip(".,;:") for text in (one, other))
    return first == second or first.endswith(f"={second}") or second.endswith(f"={first}")


def _drop_prose(text: str) -> str:
    text = _NAME.sub(lambda found: _LETTERS.get(found[0], found[0]), text)
    return _PROSE.sub(" ", re.sub(r"\\(?!frac|sqrt)", "", text))


_OPERATES = re.compile(r"[\w)]\s*[\^=<>≤≥≠≈√*/+·×±∫∑⁰¹²³⁴-⁹ⁿ]\s*[\w(]|[√∫∑∩∪]|[⁰¹²³⁴-⁹ⁿ]")
_PROSE = re.compile(r"(?<![\w\\])[^\W\d_]{2,}(?![\w(])")


def _is_whole(formula: str, there: str) -> bool:
    return any(
        not re.match(r"[\^\d]|[a-z\u0370-\u03ff](?![^\W\d_]{2})", there[found.end() :])
        for found in re.finditer(re.escape(formula), there)
    )
