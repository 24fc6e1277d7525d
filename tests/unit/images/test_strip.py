import ast
from collections.abc import Iterator
from pathlib import Path

from ops.images.functions import functions
from ops.images.inside.strip import SERVICES, strip
from ops.paths import ROOT

KEPT = [
    "botocore/data/sqs/2012/service-2.json.gz",
    "botocore/data/endpoints.json",
    "boto3/data/s3/resources.json",
    "a/testing/helpers.py",
    "a/test_like.py",
    "a/core.so",
    "numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so",
    "google/genai/models.py",
    "yaml/loader.py",
    "a-1.0.dist-info/licenses/LICENSE.txt",
]
UNUSED = [
    "botocore/data/ec2/2016/service-2.json.gz",
    "boto3/data/ec2/resources.json",
    "boto3/examples/s3.rst",
    "numpy/f2py/src.py",
    "pyasn1_modules/rfc2459.py",
    "numpy/random/bits.so",
    "numpy/_core/_simd.cpython-311-x86_64-linux-gnu.so",
    "numpy/_core/_umath_tests.cpython-311-x86_64-linux-gnu.so",
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/swagger-ui.min.css",
    "pymupdf/mupdf-devel/include",
    "google/genai/_gaos/sdk.py",
    "yaml/_yaml.cpython-311-x86_64-linux-gnu.so",
    "bin/jp.py",
    "a/tests/test_core.py",
    "a/tests/deep/tests/data.json",
    "a/core.pyi",
    "a/include/core.h",
]


def test_only_what_no_function_reads_is_taken_out(tmp_path: Path) -> None:
    for name in KEPT + UNUSED:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")

    strip(tmp_path)

    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == sorted(KEPT)


def services_in(path: Path) -> Iterator[str]:
    """Services that a module makes clients or resources of."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called.endswith("clients.get") or called.rpartition(".")[2] in {"client", "resource"}:
                yield str(node.args[0].value)


def test_every_service_that_a_function_calls_stays_in_the_images() -> None:
    folders = [ROOT / "shared" / "bandup", *(ROOT / "images" / name for name in functions())]
    used = {service for folder in folders for path in folder.rglob("*.py") for service in services_in(path)}

    assert {"dynamodb", "sqs"} <= used <= SERVICES
