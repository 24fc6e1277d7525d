"""Starting environments: each with its image's own packages, before the stand-in."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from speed.exceptions import BenchError

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".local" / "functions"
SCRIPT = Path(__file__).with_name("environment.py")

OF_GLIBC = dict(re.findall(r"\b(MALLOC_\w+)=(\S+)", (ROOT / "images" / "Dockerfile").read_text(encoding="utf-8")))
"""What the image tells its C library."""

_QUEUE = "https://sqs.us-east-1.amazonaws.com/000000000000/bench"
_SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:bench-AbCdEf"  # noqa: S105  # a name
_TABLES = ("JOBS", "EVALUATIONS", "FLASHCARD_SETS", "INTERVIEW_SESSIONS", "QUOTAS", "STUDY", "TEXTS", "TRANSCRIPTS")
_QUEUES = ("", "WRITING_", "SPEAKING_", "FLASHCARD_", "FEEDBACK_", "ACCOUNT_")
_KINDS = ("WRITING", "SPEAKING", "FLASHCARD", "INTERVIEW", "FEEDBACK", "TRANSCRIPT")
_LIMITED = ("EXPORTS", "JOBS", "REVIEWS", "TURNS", "UPLOADS", "USAGE")
SETTINGS = {
    **{f"DYNAMODB_{name}": f"bandup-bench-{name.lower().replace('_', '-')}" for name in _TABLES},
    **{f"{name}QUEUE_URL": _QUEUE for name in _QUEUES},
    **{f"{name}DLQ_URL": f"{_QUEUE}-dlq" for name in _QUEUES},
    **{f"QUOTA_{name}_PER_DAY": "10" for name in _KINDS},
    **{f"LIMIT_{name}": '{"burst": 1000000, "per_hour": 1000000}' for name in _LIMITED},
    "TABLE_NAME": "bandup-bench-sessions",
    "S3_BUCKET_AUDIO": "bandup-bench-audio",
    "S3_BUCKET_DOCUMENTS": "bandup-bench-documents",
    "GEMINI_API_KEY_SECRET_ARN": _SECRET,
    "PAGE_TOKEN_SECRET_ARN": _SECRET,
    "GEMINI_MODEL": "gemini-3.5-flash-lite",
    "MODEL_ID": "global.anthropic.claude-sonnet-5-5",
    "BEDROCK_REGION": "us-east-1",
    "REGION": "us-east-1",
    "RAG_CHUNK_SIZE": "3000",
    "RAG_CHUNK_OVERLAP": "300",
    "VERIFY_CARDS": "false",
    "OCR_PAGES": "0",
    "COGNITO_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_bench",
    "COGNITO_CLIENT_IDS": "bench",
    "CORS_ORIGINS": "https://app.example.org",
    "DELETION_SETTLE_SECONDS": "60",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
    "AWS_LAMBDA_FUNCTION_NAME": "bench",
    "POWERTOOLS_SERVICE_NAME": "bench",
}
"""What the functions need to start; nothing of it is reached."""


class Environment:
    """One environment that answers events.

    Args:
        process: a running `environment.py`.
        function: folder name.
    """

    def __init__(self, process: "subprocess.Popen[str]", function: str) -> None:
        if process.stdin is None or process.stdout is None:
            raise BenchError(f"{function} has no pipes")
        self._into, self._from, self._function = process.stdin, process.stdout, function

    def ask(self, event: Any) -> dict[str, Any]:
        """What one line is answered with."""
        self._into.write(json.dumps(event) + "\n")
        self._into.flush()
        return self.read()

    def read(self) -> dict[str, Any]:
        """The next answer.

        Raises:
            BenchError: the environment ended.
        """
        line = self._from.readline()
        if not line:
            raise BenchError(f"{self._function} ended: see what it wrote above")
        answer: dict[str, Any] = json.loads(line)
        return answer


def find_python(function: str) -> Path:
    """The interpreter with the packages of a function's image.

    Raises:
        BenchError: they are not installed.
    """
    python = ENVIRONMENTS / function / "bin" / "python"
    if not python.exists():
        raise BenchError(f"{function} is not installed: run `make install`")
    return python


def make_variables(url: str) -> dict[str, str]:
    """An environment's variables.

    Args:
        url: of the stand-in.
    """
    return {
        **SETTINGS,
        **OF_GLIBC,
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "images"), str(ROOT / "shared"))),
        "OPENBLAS_NUM_THREADS": "1",
        "AWS_ENDPOINT_URL": url,
        "GEMINI_BASE_URL": url,
        "COGNITO_JWKS_URL": f"{url}/.well-known/jwks.json",
    }


@contextmanager
def environment(function: str, what: str, url: str) -> Iterator[Environment]:
    """An environment of a function.

    Args:
        function: folder name.
        what: `work` or `at-once`, see `environment.py`.
        url: of the stand-in.

    Raises:
        BenchError: its packages are not installed.
    """
    command = [str(find_python(function)), str(SCRIPT), function, what]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=make_variables(url), stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603
        try:
            yield Environment(process, function)
        finally:
            if process.stdin:
                process.stdin.close()
            process.terminate()
