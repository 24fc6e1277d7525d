"""Scans Terraform with checkov, and fails unless it looked at enough and found nothing: `python -m ops.scan`.

checkov itself ends well when it could not read a file, so that its own status is not enough.
"""

import json
import subprocess
import sys
from typing import Any

from ops.paths import BUILD, INSTALLED, ROOT
from ops.scan.gate import findings

CHECKOV = INSTALLED / "scan" / "bin" / "checkov"
REPORT = BUILD / "checkov.json"
ARGUMENTS = ("--framework", "terraform", "--skip-download", "--compact", "--output", "json", "--soft-fail")


def scan() -> dict[str, Any]:
    """What checkov says of everything below terraform/; also written to build/checkov.json."""
    command = [str(CHECKOV), "--directory", "terraform", "--download-external-modules", "false", *ARGUMENTS]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        sys.exit(f"checkov failed:\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(ended.stdout)
    return report


def main() -> None:
    """Scan, and say what is wrong."""
    report = scan()
    wrong = findings(report)
    if wrong:
        sys.exit("checkov:\n" + "\n".join(f"  {finding}" for finding in wrong))
    summary = report["summary"]
    print(f"checkov: {summary['passed']} passed, 0 failed, {summary['skipped']} skipped, each with its reason")


if __name__ == "__main__":
    main()
