"""What one piece of work takes, by kind. Each number says where it comes from."""

from dataclasses import dataclass
from enum import StrEnum


class Provider(StrEnum):
    """Who answers, and by whose quota."""

    GEMINI = "gemini-3.5-flash-lite"
    CLAUDE = "anthropic.claude-haiku-5-5"
    TITAN = "amazon.titan-embed-text-v2:0"


@dataclass(frozen=True)
class Calls:
    """Paid calls of one piece of work.

    Attributes:
        count: how many.
        text_in: input tokens of text, over all of them.
        audio_in: input tokens of audio.
        out: output tokens, thinking included.
    """

    count: float
    text_in: float = 0
    audio_in: float = 0
    out: float = 0


@dataclass(frozen=True)
class Work:
    """One piece of work.

    Attributes:
        share: of all pieces of work.
        seconds: time of its function, nearly all of it spent waiting for models. Published trials: 10 to 60 s for
            grading with thinking, 2 to 10 s for a turn of Claude's.
        memory_gb: of its function.
        calls: by provider.
        requests: of the API: submitting, asking for the state about every 3 s, reading the result.
        writes: DynamoDB write units, transactions counted twice, indexes included; counted in the code.
        reads: DynamoDB read units.
        messages: requests to SQS: send, receive, hide, delete.
        stored_kb: what stays in a table.
        uploaded_kb: what lies in S3 for 30 days.
        logged_kb: lines of the functions, access log and metrics.
    """

    share: float
    seconds: float
    memory_gb: float
    calls: dict[Provider, Calls]
    requests: float
    writes: float
    reads: float
    messages: float
    stored_kb: float
    uploaded_kb: float
    logged_kb: float


WRITING_SAMPLES = 3
"""Judgements of each essay, by the platform's default. Each is a call of its own. Recordings have one."""

SCANNED_PAGES = 30
"""Of a set that is made of a scan; more are not read."""

TOKENS_A_PICTURE = 1_120
"""For a picture that Gemini 3 is shown without a wish for its resolution (a page within a PDF: 560), paid for as text.
Approximate, by https://ai.google.dev/gemini-api/docs/media-resolution#token-counts of 2026-09-23."""

KINDS: dict[str, Work] = {
    # An essay of 300 words and its task. A test holds the text against the prompt, four characters a token; output as
    # `make demo` counts it, thinking at a medium level added.
    "writing": Work(
        0.40,
        30,
        1.0,
        {Provider.GEMINI: Calls(1.1 * WRITING_SAMPLES, 4700 * WRITING_SAMPLES, 0, 4000 * WRITING_SAMPLES)},
        12,
        47,
        22,
        4,
        12,
        2,
        6,
    ),
    # Two minutes of speech in one part: 32 tokens a second (Google's audio page). Its text as an essay's.
    "speaking": Work(0.15, 40, 2.0, {Provider.GEMINI: Calls(1.1, 3600, 4224, 4000)}, 15, 45, 20, 4, 10, 2000, 6),
    # Thirty pages: 35 passages embedded (700 tokens each), 20 cards in two calls, and two that look at them again, with
    # three marks of each question.
    "flashcard": Work(
        0.09,
        30,
        1.0,
        {Provider.TITAN: Calls(35, 24_500), Provider.GEMINI: Calls(4.4, 21_300, 0, 7000)},
        11,
        60,
        20,
        4,
        20,
        1500,
        8,
    ),
    # The same of a scan, three pages a call. Each page's answer has 750 tokens, and as many are thought. The texts are
    # kept in the job's item, so that each write to it while cards are made takes some 90 units.
    "scan": Work(
        0.01,
        70,
        1.0,
        {
            Provider.TITAN: Calls(35, 24_500),
            Provider.GEMINI: Calls(14.4, 21_300 + 10 * 380 + SCANNED_PAGES * TOKENS_A_PICTURE, 0, 52_000),
        },
        25,
        3_000,
        20,
        4,
        20,
        6_000,
        8,
    ),
    # A minute and a half of an answer, said to an interviewer: its words, and when each sentence was said.
    "transcript": Work(0.05, 20, 2.0, {Provider.GEMINI: Calls(1.1, 550, 3170, 2000)}, 8, 45, 20, 4, 4, 1500, 5),
    # A turn with the history before it; Claude's newer tokenizer counts three tokens in ten more. What a turn reads
    # from the cache, it pays in full here.
    "interview": Work(0.25, 6, 0.5, {Provider.CLAUDE: Calls(1.05, 4600, 0, 400)}, 1, 20, 12, 0, 2, 0, 3),
    # Each of ten answers is judged too. One request that waits, or one that submits and a few that ask.
    "feedback": Work(0.05, 30, 0.5, {Provider.CLAUDE: Calls(1.1, 10_400, 0, 3600)}, 3, 40, 60, 4, 12, 0, 5),
}
