"""A reply in another language is noticed; terms, names and other scripts of the same language are not one."""

import pytest

from generate_interview_question.spoken_language import is_foreign

ENGLISH = "Thank you. How did you find out that the cache was the cause of it?"
GERMAN = "Danke. Wie haben Sie gemerkt, dass der Cache die Ursache war, und was haben Sie dann getan?"
RUSSIAN = "\u041a\u0430\u043a \u0432\u044b \u044d\u0442\u043e \u0437\u0430\u043c\u0435\u0442\u0438\u043b\u0438?"
JAPANESE = "\u3069\u306e\u3088\u3046\u306b\u539f\u56e0\u3092\u898b\u3064\u3051\u307e\u3057\u305f\u304b\uff1f"


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "de"), (GERMAN, "en"), (RUSSIAN, "de"), (ENGLISH, "ru"), (JAPANESE, "ko"), (RUSSIAN, "ja")],
)
def test_another_language_is_noticed(text: str, language: str) -> None:
    assert is_foreign(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (RUSSIAN, "ru"),
        (JAPANESE, "ja"),
        ("Welche Rolle spielte dabei Continuous Integration f\u00fcr Sie?", "de"),
        ("Kako ste to primetili?", "sr"),
        (RUSSIAN, "kk"),
        (ENGLISH, "fil"),
        ("42?", "ru"),
        ("", "en"),
    ],
)
def test_the_same_language_is_not(text: str, language: str) -> None:
    assert not is_foreign(text, language)
