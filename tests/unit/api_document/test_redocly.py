import json
from pathlib import Path
from typing import Any

import pytest

from ops.api_document import redocly
from ops.api_document.exceptions import ApiDocumentError
from ops.api_document.tools import Ended

from .conftest import Tools


def problem(rule: str, line: int) -> dict[str, Any]:
    location = {"source": {"ref": "api.yaml"}, "pointer": "#/x", "start": {"line": line, "col": 5}}
    return {"ruleId": rule, "severity": "error", "message": "It is wrong.", "location": [location]}


def report(*problems: dict[str, Any], code: int = 1) -> Ended:
    return Ended(code, json.dumps({"totals": {}, "problems": list(problems)}), "validating api.yaml...")


def test_a_document_without_findings_passes() -> None:
    run = Tools(report(code=0))
    redocly.lint(Path("api.yaml"), run)
    assert run.ran[0][:3] == ("redocly", "lint", "api.yaml")


def test_each_finding_is_one_line_with_its_place_and_its_rule() -> None:
    run = Tools(report(problem("no-unused-components", 12), problem("operation-4xx-response", 40)))
    with pytest.raises(ApiDocumentError) as caught:
        redocly.lint(Path("api.yaml"), run)
    assert str(caught.value).splitlines() == [
        "the document breaks rules of Redocly (2 findings):",
        "  api.yaml:12:5 no-unused-components: It is wrong.",
        "  api.yaml:40:5 operation-4xx-response: It is wrong.",
    ]


def test_a_warning_is_a_finding_though_redocly_ends_well() -> None:
    with pytest.raises(ApiDocumentError, match="tag-description: It is wrong"):
        redocly.lint(Path("api.yaml"), Tools(report(problem("tag-description", 3), code=0)))


@pytest.mark.parametrize("ended", [Ended(2, "", "Invalid config"), Ended(0, "nothing", ""), Ended(0, "{}", "")])
def test_no_report_is_no_pass(ended: Ended) -> None:
    with pytest.raises(ApiDocumentError, match=r"Invalid config|no report"):
        redocly.lint(Path("api.yaml"), Tools(ended))


def test_a_bad_end_without_findings_is_no_pass() -> None:
    with pytest.raises(ApiDocumentError, match="fails all the same"):
        redocly.lint(Path("api.yaml"), Tools(report(code=1)))
