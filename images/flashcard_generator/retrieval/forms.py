"""How much a piece of text has the form of an index, of a list of references, of thanks, of an imprint.

Each measure counts marks for 100 characters, so that it holds for lines as they are printed and for lines that run on.
The numbers were set on books, manuals and papers, and hold on others: see docs/develop/passages.md.
"""
# ruff: noqa: RUF001  # dashes and scripts as they are printed

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .matter import Matter

_NUMBER = re.compile(r"\d+")
_DOTS = re.compile(r"(?:[.·_] ?){5,}|(?:… ?){3,}")
_ENTRY = re.compile(r"(?:[.·…_] ?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})\b")
_PAGE = r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s?[-–—]\s?\d{1,4})?(?:\s?ff?\b\.?|\s?n\b\.?\s?\d*|\s?sq{1,2}\b\.?)?"
_PAGES = re.compile(rf"(?<=[\w)\]\"”’.}}+*/&=<>-])(?:,\s?|\s)({_PAGE}(?:,\s?{_PAGE})*)(?=[;,.)]?(?:\s|$))")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LAST_PAGE = re.compile(r"\s(\d{1,4})$", re.MULTILINE)
_SENTENCE = re.compile(r"[a-zß-öø-ÿ]{3}[.!?](?:\s+[A-ZÀ-Þ]|\s*$)", re.MULTILINE)

_CITED = re.compile(
    r"\((?:18|19|20)\d\d[a-z]?\)[.,:]?"  # (1990).
    r"|\b(?:18|19|20)\d\d[a-z]?[;:.](?!\d{3})"  # 1990; or at an entry's end
    r"|\d\s?\(\d{1,3}(?:[-–]\d+)?\)"  # volume(issue)
    r"|\d{1,4}\s?[-–—]\s?\d{1,4}"  # pages
    r"|\b(?:pp?|vol|vols|nos?|eds?|trans|chap|ch|S|Bd|Hrsg|éd|t)\.\s?(?=[\dA-Z(),])"
    r"|\b[A-Z]\.(?=[\s,;:&)-])"  # initials
    r"|\b[A-Z][a-zà-ÿ]+ [A-Z]{1,2}(?=[,.])"  # Vancouver's
    r"|\bdoi\b|https?:|\barXiv\b|\bISBN\b|\bISSN\b|\bet al\b|\b[Ii]bid\b|\b[Ee]bd\b|\b[Oo]p\. cit|\bloc\. cit"
    r"|University Press|Verlag|\bPress[,.]|Proceedings|\bProc\.|\bJ\. |Journal|Conference|Trans\.|\[[JMDCRNZ]\]"
    r"|^\s*\[[\w+.-]{1,12}\]\s",  # [12] or [Knu84] at the beginning of a line
    re.MULTILINE,
)
_ENTRY_START = re.compile(
    r"^(?:\[[\w+.:-]{1,14}\]|\(?\d{1,3}[.)\]]?)\s+\S|^[A-ZÀ-Þ][\w'’-]+,? [A-ZÀ-Þ](?:[a-z]+)?[.,:]|^[—–_-]{2,}", re.MULTILINE
)
_THANKS = re.compile(
    r"\b(?:thank(?:s|ful|ing|ed)?|grateful(?:ly)?|gratitude|indebted|appreciation|acknowledges?|dedicated to|patience|"
    r"encouragement|proofread(?:ing)?|helpful comments|(?:financial|generous) support|supported (?:in part )?by|funded by|"
    r"grants?|fellowship|my (?:wife|husband|partner|parents|family|editor|agent|colleagues|students|children|friends))\b"
    r"|remerci|reconnaissan|agradec|gracias|danke|dankbar|ringrazi|благодар|感谢|謝|감사",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us|ich|mein\w*|wir|je|nous|mes|mon|yo|mi|nuestr\w*|[Tt]hanks|[Tt]hank)\b|我|本书|本文|私")
_IMPRINT = (
    re.compile(r"(?:©|\([Cc]\)|℗|[Cc]opyright)[\s©]*(?:\([Cc]\)\s*)?(?:by\s+)?(?:[\w.&’' ]{0,40}?)\b(?:1[89]|20)\d\d\b"),
    re.compile(r"\bISBN(?:-1[03])?:?\s*(?:97[89])?[\d\s–-]{9,}[\dX]"),
    re.compile(r"\bAll [Rr]ights [Rr]eserved|\bAlle Rechte|\bTous droits|\bTodos los derechos|\bTodos os direitos|版权所有|무단"),
    re.compile(r"\bNo part of this|\b[Pp]ublished (?:\w+ )?(?:by|in)\b|\b[Pp]rinted (?:and bound )?(?:in|on|by)\b|\bReprinted\b"
               r"|Cataloging|catalogue record|Nationalbibliothek|Dépôt légal|Depósito legal|First published|"
               r"[Ee]dition,? (?:1[89]|20)\d\d|Library of Congress|[Cc]over (?:design|art|photo|image)|[Tt]ypeset (?:in|by)|"
               r"Creative Commons|[Pp]ermission is (?:hereby )?granted|出版社|\bDOI\b"),
)  # fmt: skip
_LICENCE = re.compile(
    r"\b[Ll]icen[sc]e[ds]?\b|\bpermission\b|\bverbatim\b|\bwarrant|\bWARRANT|\bLIAB|\bcopyright|\bredistribut|\bdistribute\b|"
    r"\bhereby granted\b|Invariant Section|Cover Text|\bLICENSE|\bmodifi"
)
_LICENCE_PROOF = re.compile(
    r"hereby granted|verbatim cop|WITHOUT WARRANTY|WITHOUT ANY WARRANTY|AS IS|Free Software Foundation|Invariant Section|"
    r"this License|copyright (?:holder|notice)|Creative Commons",
)


def has_page_leaders(text: str) -> bool:
    """Whether it has the dots of a table of contents in it, more than those of an ellipsis in any language."""
    return _DOTS.search(text) is not None


def measure_numbers(text: str) -> float:
    """Runs of digits. A list that leads to pages or years has more than one for 100 characters."""
    return _per_100(len(_NUMBER.findall(text)), text)


def measure_leaders(text: str) -> float:
    """Entries that dots lead to a page."""
    return _per_100(len(_ENTRY.findall(text)), text) if _DOTS.search(text) else 0.0


def measure_index(text: str) -> float:
    """Terms with the pages that they are on. Sentences count against it."""
    found = len(_PAGES.findall(text))
    return _per_100(max(0, found - 2 * len(_SENTENCE.findall(text))), text)


def measure_order(text: str) -> float:
    """How far the terms before page numbers follow the alphabet: the share of neighbours, 0 if there are few."""
    terms = [match for part in _PAGES.split(text)[::2] if (match := _WORD.search(part))]
    firsts = [match[0][0].lower() for match in terms]
    if len(firsts) < _FEWEST_ENTRIES:
        return 0.0
    return sum(before <= after for before, after in pairwise(firsts)) / (len(firsts) - 1)


def measure_growth(text: str) -> float:
    """How far lines end in page numbers that grow, as those of a table of contents do: the share of all lines."""
    lines = text.count("\n") + 1
    numbers = [int(number) for number in _LAST_PAGE.findall(text)]
    if len(numbers) < _FEWEST_ENTRIES:
        return 0.0
    return sum(before <= after for before, after in pairwise(numbers)) / (lines - 1)


_FEWEST_ENTRIES = 6


def measure_references(text: str) -> float:
    """Marks of entries that cite."""
    return _per_100(len(_CITED.findall(text)), text)


def measure_entries(text: str) -> float:
    """The share of lines that begin as an entry of a list does: with a number, or a surname and an initial."""
    return len(_ENTRY_START.findall(text)) / (text.count("\n") + 1)


def measure_thanks(text: str) -> float:
    """Words of thanks, if somebody speaks of himself."""
    return _per_100(len(_THANKS.findall(text)), text) if _FIRST_PERSON.search(text) else 0.0


def count_imprint(text: str) -> int:
    """How many of the four marks of an imprint it has: a year of copyright, an ISBN, the rights reserved, the printer."""
    return sum(mark.search(text) is not None for mark in _IMPRINT)


def measure_licence(text: str) -> float:
    """Words of a licence, if it has a phrase that only licences have."""
    return _per_100(len(_LICENCE.findall(text)), text) if _LICENCE_PROOF.search(text) else 0.0


def _per_100(count: int, text: str) -> float:
    return 100 * count / max(100, len(text))
