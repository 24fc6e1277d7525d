"""Texts about a few subjects, written for these tests, and cards from them."""

from typing import Any

from flashcard_generator.cards.schema import CardDraft
from flashcard_generator.pdf.chunks import Chunk

PLANTS = """\
Photosynthesis is the process by which green plants turn sunlight into chemical energy. It takes place in the \
chloroplasts, which hold a green pigment called chlorophyll. A stoma is a small opening in the surface of a \
leaf. Stomata close at noon because the plant would lose too much water. In 1779 Jan Ingenhousz showed that \
plants give off oxygen only in the light. A mature oak tree releases about 100 kilograms of oxygen in a year. \
Roots take up nitrogen because leaves cannot draw it from the air. Xylem is the tissue that carries water from \
the roots to the leaves."""

VOLCANOES = """\
Magma is molten rock that lies below the surface of the Earth. When it reaches the surface it is called lava. \
The eruption of Mount Pinatubo in 1991 lowered the mean temperature of the Earth by 0.5 degrees. Pumice floats \
on water because gas bubbles fill most of its volume. A caldera is a wide basin that forms when a volcano \
collapses into its empty chamber. The Ring of Fire holds about 75 percent of all active volcanoes. Basalt \
cools fast, so that its crystals stay small. Geologists measure the tilt of a slope in order to foresee an \
eruption."""

RIVERS = """\
A meander is a bend of a river that grows as the outer bank is worn away. The Amazon carries about 209,000 \
cubic metres of water per second into the sea. Deltas form because a river loses speed where it meets still \
water. An oxbow lake is what remains when a river cuts off one of its own bends. In 1887 the Yellow River \
flooded and drowned nearly a million people. Salmon return to the stream of their birth in order to spawn. A \
watershed is the ridge that divides the water of two rivers."""

CHINESE = """\
光合作用是绿色植物将光能转化为化学能的过程。叶绿体含有一种叫做叶绿素的绿色色素。1779年，英根豪斯发现植物只\
有在光照下才放出氧气。火山喷发时，岩浆会上升到地表并形成熔岩。长江全长约6300公里，是亚洲最长的河流。地震波\
在固体中的传播速度比在液体中更快。"""

RUSSIAN = """\
Фотосинтез — это процесс превращения света в химическую энергию растений. Хлоропласты содержат зелёный \
пигмент, который называется хлорофиллом. В 1779 году Ингенхауз доказал, что растения выделяют кислород только \
на свету. Волга впадает в Каспийское море и имеет длину около 3530 километров. Магма поднимается к поверхности \
земли под большим давлением."""

ARABIC = """\
البناء الضوئي هو العملية التي تحول بها النباتات الخضراء ضوء الشمس إلى طاقة كيميائية. تحتوي البلاستيدات الخضراء \
على صبغة خضراء تسمى الكلوروفيل. يبلغ طول نهر النيل حوالي 6650 كيلومترا ويصب في البحر المتوسط. ترتفع الصهارة \
إلى سطح الأرض تحت ضغط كبير جدا."""

SPANISH = """\
La fotosíntesis convierte la luz del sol en energía química dentro de las plantas verdes. Los cloroplastos \
contienen un pigmento verde llamado clorofila que absorbe la luz roja. En 1779 Jan Ingenhousz demostró que las \
plantas liberan oxígeno solamente con luz. El río Amazonas vierte al mar unos 209000 metros cúbicos de agua \
por segundo."""

LANGUAGES = {"Chinese": CHINESE, "Russian": RUSSIAN, "Arabic": ARABIC, "Spanish": SPANISH}


def chunk(text: str = PLANTS, number: int = 0, page: int = 1) -> Chunk:
    return Chunk(number, text, page, page)


def chunks() -> list[Chunk]:
    return [chunk(text, number, number + 1) for number, text in enumerate((PLANTS, VOLCANOES, RIVERS))]


def fields(**changes: Any) -> dict[str, Any]:
    """A good card, as the model writes it."""
    return {
        "passage": 0,
        "quote": "Photosynthesis is the process by which green plants turn sunlight into chemical energy.",
        "type": "DEFINITION",
        "question": "What is photosynthesis?",
        "answer": "the process by which green plants turn sunlight into chemical energy",
        "example": "",
    } | changes


def draft(**changes: Any) -> CardDraft:
    return CardDraft.model_validate(fields(**changes))
