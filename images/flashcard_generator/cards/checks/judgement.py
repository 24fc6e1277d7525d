"""`True` and `False`, in whatever language a model writes them."""

import re

from .plain import compile_words, read_plain

TRUE, FALSE = "True", "False"

_TRUE = compile_words("true|yes|correct|right", "wahr|richtig|ja|stimmt", "vrai|vraie|oui|exact|correct", "verdadero|cierto|correcto|si", "صحيح|صواب|نعم", "正しい|正|はい|真|本当|その通り|○|〇")  # fmt: skip
_FALSE = compile_words("false|no|incorrect|wrong|not true", "falsch|unwahr|nein|nicht richtig", "faux|fausse|non|inexact|incorrect", "falso|incorrecto", "خطا|خاطئ|غير صحيح|لا|غلط", "誤|いいえ|偽|間違|正しくない|×")  # fmt: skip


def read_judgement(answer: str) -> str:
    """`True` or `False` as the answer begins; the answer itself if it judges nothing."""
    plain = read_plain(re.sub(r"^\W+", "", answer))
    for judgement, pattern in ((FALSE, _FALSE), (TRUE, _TRUE)):
        if pattern.match(plain):
            return judgement
    return answer
