"""Starts of every function, each in the environment of its own image: against their own imports and clients."""

import json
import os
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from .exceptions import BenchError
from .figures import Figure, at_most, measure_interleaved, ratios

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".local" / "functions"
COLD = Path(__file__).with_name("cold.py")
RUNS = 5
SECONDS = 120

_QUEUE = "https://sqs.us-east-1.amazonaws.com/000000000000/bench"
_SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:bench-AbCdEf"  # noqa: S105  # a name
_TABLES = ("JOBS", "EVALUATIONS", "FLASHCARD_SETS", "INTERVIEW_SESSIONS", "QUOTAS")
_QUEUES = ("", "WRITING_", "SPEAKING_", "FLASHCARD_", "ACCOUNT_")
_KINDS = ("WRITING", "SPEAKING", "FLASHCARD", "INTERVIEW", "FEEDBACK")
SETTINGS = {
    **{f"DYNAMODB_{name}": f"bandup-bench-{name.lower().replace('_', '-')}" for name in _TABLES},
    **{f"{name}QUEUE_URL": _QUEUE for name in _QUEUES},
    **{f"{name}DLQ_URL": f"{_QUEUE}-dlq" for name in _QUEUES},
    **{f"QUOTA_{name}_PER_DAY": "10" for name in _KINDS},
    **{f"LIMIT_{name}": '{"burst": 10, "per_hour": 60}' for name in ("EXPORTS", "JOBS", "TURNS", "UPLOADS", "USAGE")},
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


def functions() -> list[str]:
    """The functions that there are."""
    return sorted(path.parent.name for path in (ROOT / "images").glob("*/handler.py"))


def figures() -> Iterator[Figure]:
    """For each function its start, its second invocation, and its bytecode."""
    for function in functions():
        yield from _measure_start(function)


def _measure_start(function: str) -> Iterator[Figure]:
    recorded = _cold("record", function)
    found = measure_interleaved(RUNS, {what: partial(_cold, what, function, recorded) for what in ("ours", "floor")})
    by = f"its {len(recorded['modules'])} imports and {len(recorded['clients']) + recorded['gemini']} clients alone"
    yield Figure(f"start of {function}", ratios(found["ours"], found["floor"]), "x", by, at_most(1.15))
    yield Figure(f"start of {function}, processor", [1000 * each for each in found["ours"]], "ms", "a clock")
    built = float(_cold("again", function))
    yield Figure(f"clients that {function} builds in a second invocation", [built], "clients", "counted", at_most(0))
    missing = float(len(find_uncompiled(ENVIRONMENTS / function)))
    yield Figure(f"packages' modules of {function} without bytecode", [missing], "files", "counted", at_most(0))


def find_uncompiled(environment: Path) -> list[Path]:
    """The modules of installed packages that have no bytecode beside them."""
    return [
        source
        for source in environment.glob("lib/python*/site-packages/**/*.py")
        if not any((source.parent / "__pycache__").glob(f"{source.stem}.cpython-*.pyc"))
    ]


def _cold(what: str, function: str, recorded: Any = None) -> Any:
    python = ENVIRONMENTS / function / "bin" / "python"
    if not python.exists():
        raise BenchError(f"{function} is not installed: run `make install`")
    environment = {
        **SETTINGS,
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "images"), str(ROOT / "shared"))),
        "OPENBLAS_NUM_THREADS": "1",
    }
    answer = subprocess.run(  # noqa: S603  # our own module
        [str(python), str(COLD), what, function],
        input=json.dumps(recorded),
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if answer.returncode:
        raise BenchError(f"{function} cannot be started to be measured ({what}):\n{answer.stderr.strip()[-2000:]}")
    return json.loads(answer.stdout)
