"""What reads as English: learners' English of every level does, no other language does."""

import pytest

from bandup.ielts.english import LEAST_SHARE, is_english, measure_function_words, split_words
from unit.model_server import essays

OTHERS = {
    "German": "Die Regierung sollte mehr Geld ausgeben, so dass man am Ende in einer sauberen Stadt leben will.",
    "Dutch": "Als we meer bussen in de stad hebben, is er minder lawaai. Of men in een dorp woont, over zo iets.",
    "Polish": "To nie jest dobre, że do pracy jeździ się samochodem. On i ja mamy rower, a on ma też auto, i to mi się",
    "Spanish": "A mí me parece que no hay otra solución, ya que he visto muchos coches, y eso no es un buen plan.",
    "Portuguese": "O governo devia gastar mais dinheiro, e no fim do dia todos ganham, as pessoas e a cidade.",
    "Italian": "I giovani in particolare non hanno la macchina, e in questo modo vanno a lavorare in treno.",
    "Romanian": "Am văzut că în orașul meu nu sunt autobuze. Un om care are mașină a uitat cum este să mergi pe jos",
    "romanised Hindi": "Mere shehar me bus to hai par bahut kam hai, aur log car se office jate hain, hum sab is par",
    "Arabic": "يجب على الحكومة أن تنفق المزيد من المال على وسائل النقل العام",
    "Japanese": "私は政府がもっとお金を使うべきだと思います",
    "no language": "word " * 21,
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_language_does_not_read_as_english(text: str) -> None:
    assert not is_english(f"{text} {text}")


@pytest.mark.parametrize("text", ["", "123 ...", "No smoking here.", "Naïve café"])
def test_what_is_too_short_to_tell_is_not_accused(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("essay", [*essays.BY_LEVEL, essays.TASK_1_WEAK, essays.TASK_1_STRONG])
def test_every_level_of_english_does_by_a_wide_margin(essay: str) -> None:
    tokens = split_words(essay)
    assert is_english(essay + " zzz" * 3 * len(tokens))
    assert measure_function_words(tokens) > 6 * LEAST_SHARE


def test_a_note_without_grammar_and_a_mixed_text_still_read_as_english() -> None:
    assert is_english("bus good. car bad. city many car. people go work car. air dirty. train fast. bus cheap.")
    assert is_english(f"{essays.BEGINNER} {OTHERS['German']}")
    assert is_english(
        "i tink goverment shud giv mony for skool becoz childs need lern edukashun and techer is nise " * 2
    )
