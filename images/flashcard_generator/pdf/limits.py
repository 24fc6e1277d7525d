"""What a document may cost, and why."""

MIB = 1024 * 1024

MAX_PAGES = 1_500
"""More than almost any textbook has. At Titan's default quota, 1,500 calls a minute, its chunks take over a minute."""

MAX_CHARACTERS = 6_000_000
"""`MAX_PAGES` dense pages of 4,000 characters. About 2,230 chunks of the default size, and 24 MB in memory at most."""

MAX_CHUNKS = 5_000
"""Binds if chunks are set small: ten calls at a time of 0.1 s each take 50 s, the default quota 200 s of the 600 s."""

MIN_LETTERS = 20
MIN_LETTERS_PER_PAGE = 3
"""With fewer letters than either there is nothing to make a card of: a scan with a stamp on it, or a title."""


def count_enough_letters(pages: int) -> int:
    """The letters that a document of so many pages must have."""
    return max(MIN_LETTERS, MIN_LETTERS_PER_PAGE * pages)


SAMPLED_PAGES = 8
MIN_SAMPLED = 100
MAX_UNDECODABLE = 0.2
"""Pages throughout a document that are read before it is taken; the characters that they must have between them to tell
anything; and the share that may have no meaning in the file. With more, what is left makes no sense either."""

MAX_UNTOLD = 0.02
"""The share that is not worth telling: signs of formulas, logos."""

MAX_STYLED_CHARACTERS = 30_000
"""On a page with more, ten times a dense one, raised text is not looked for: that takes memory for every character."""

MAX_MESSAGE_BYTES = 32 * MIB
"""`MAX_CHARACTERS` in JSON, at up to four bytes each, with room for what JSON adds. The worker holds no more."""

PROCESS_SECONDS = 8.0
SECONDS_PER_PAGE = 0.01
"""The time a document has, and what each page that was read adds to it: ten times what a page of plain text takes.
A file that gives no pages is refused within 10 s, and a long one that goes on giving them is not cut off."""

MIN_CPU_SECONDS = 4.0
BUSY_SECONDS = 80.0
"""The process may take longer until it has had so much processor time: on a busy machine it gets little of it, which
is not the file's fault. Half of the function's own processor gives it within the 8 s. A process that gets nearly
nothing is ended after 80 s, and its job is tried again."""

PROCESS_CPU_SECONDS = 30
"""When the kernel ends a process whose worker died. While the worker watches the clock, this is never reached."""

PROCESS_MEMORY_BYTES = 256 * MIB
"""Memory of its own for the process: interpreter and MuPDF 46 MB, the largest upload 50 MB, the rest for the parse.
Together with a worker of 300 MB this stays below 60 % of the function's 1,024 MB."""

MAX_BOOKMARKS = 3_000
MAX_BOOKMARK_LEVEL = 3
MAX_BOOKMARK_TITLE = 200
"""Of a PDF's outline: entries, levels, and characters of a title. A book of 1,000 pages has some 1,000 entries on three
levels; what stands deeper is shorter than a passage."""

BOOKMARK_CPU_SECONDS = 0.5
"""Ten times what the outline of a book of 600 pages takes."""

PICTURE_CPU_SECONDS = 3
PICTURES_CPU_SECONDS = 25
"""Processor time for one picture, and for all that one process cuts. A page takes some hundredths of a second; one with
10,000 drawings less than one. The kernel ends a process that takes longer, and the next one goes on behind the page."""

PICTURES_SECONDS = 30.0
MAX_PICTURE_FAILURES = 4
"""Time for all pictures of a set, and processes for them: three pages may be deadly. What is missing then stays so."""

SCANS_SECONDS = 30.0
MAX_SCAN_FAILURES = 3
"""Time for the pictures of all scanned pages, and processes for them: two pages may be deadly, which takes 6 s of
processor time. What is missing then is not read."""
