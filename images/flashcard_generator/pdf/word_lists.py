"""Words and signs that tell how a text is read."""
# ruff: noqa: RUF001  # of many languages

_FIRST_WORDS = """
non self well ill ex quasi pseudo half all cross high low long short large small fast slow hard soft deep wide full
two three four five six seven eight nine ten first second third one single double multi semi anti pre post sub inter
intra co re meta micro macro mid near so vice mass cost time user data world state real right left open close old
new best better good bad fine coarse top bottom early late inner outer upper lower front back step word
"""
_ALWAYS_WITH_HYPHEN = """
non self quasi ex pseudo
"""
_CLOSED_COMPOUNDS = """
a an any be before after can down every fore for he her here him his how in into it is me mean more my never no none
not nothing now of off on other our out over self some such the their them there through to under up was web what
when where which who with work you your man hand head life thing like news note pass play path point per pro sea
ship soft store sun table text time trans volt water way week wave break back book ear eye fire foot ground house
key land light line net frame data bound
"""
_ENDINGS = """
able ably ation ations ative ator ing ings ment ments ness less tion tions sion sions ure ures
"""
_UNITS = """
m km hm dm cm mm µm μm nm pm fm ft in yd mi mil sec min hr kg mg µg μg ng mol mmol ha kN kPa Pa MPa GPa Hz kHz MHz
GHz eV keV MeV GeV kW MW kWh Wh dB px lb pc kpc Mpc AU ly rad sr
"""
_FUNCTIONS = """
sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln exp erf det tr lim dx
"""
_SHORT_WORDS = """
ad ai al an as at au be by ce da de di do du el en er es et eu go ha he if il in is it je la le lo me my no nu of ok
on or os ou sa se si so su te to tu uk um un up us we zu
"""
_ORDINALS = """
st nd rd th er ère re e ème eme es ers res nde de ter ta to te
"""
_ABBREVIATED = """
me mes lle lles gr grs r rs te ie er ère ve tre o os
"""
_ELEMENTS = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo
Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb
Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf
"""
_ELEMENTS_AND_WORDS = """
He In As At I No Be Am
"""
_PAGE_WORDS = """
page pages pag pg p seite s página pagina pág strona str side sida blad sivu oldal стр страница с of von de
"""

FIRST_WORDS = frozenset(_FIRST_WORDS.split())
"""What stands before a hyphen often, so that a known word behind it keeps the hyphen."""

ALWAYS_WITH_HYPHEN = frozenset(_ALWAYS_WITH_HYPHEN.split())
"""What is hardly ever written together with its word, unless the document does so."""

CLOSED_COMPOUNDS = frozenset(_CLOSED_COMPOUNDS.split())
"""What words begin with that are written together: understand, within, background, framework."""

ENDINGS = frozenset(_ENDINGS.split())
"""What follows a hyphen as a word, and is none: port-able."""

UNITS = frozenset(_UNITS.split())
"""Units of which there are squares and cubes; one letter stands for any."""

FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Names before a power."""

SHORT_WORDS = frozenset(_SHORT_WORDS.split())
"""Words of two letters. Other pairs of letters have a power: mc², dx²."""

ORDINALS = frozenset(_ORDINALS.split())
"""Raised letters that end a number: 1st, XXe."""

ABBREVIATED = frozenset(_ABBREVIATED.split())
"""Raised letters that end a word: Mme."""

ELEMENTS = frozenset(_ELEMENTS.split())
"""Symbols of chemistry."""

ELEMENTS_AND_WORDS = frozenset(_ELEMENTS_AND_WORDS.split())
"""Those that may begin a sentence."""

PAGE_WORDS = frozenset(_PAGE_WORDS.split())
"""A lone word that a page number may have beside it. With another one, "Question 5" is no page number."""
