"""The whole of it, on the samples of this repository with the model server in this process."""

import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from accuracy.__main__ import DOCUMENT, PICTURE, main, run
from accuracy.exceptions import AccuracyError
from accuracy.grading import Outcome
from accuracy.report import EXAMINER, FITTED, Report
from accuracy.running import JOURNAL, Options
from accuracy.scripts import Script, read_folder
from accuracy.show import print_report
from bandup.ielts.calibration import Calibrations
from ops.console import make_console
from ops.paths import ROOT
from unit.accuracy.folders import ANSWER, written

SAMPLES = ROOT / "tests" / "samples" / "accuracy"

Make = Callable[..., list[Script]]

MANY = 100


def page() -> Console:
    return make_console(width=120, file=io.StringIO())


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, dict[str, Any], str, Path]:
    build, console = tmp_path_factory.mktemp("build"), page()
    report = run(SAMPLES, build, console, {}, calibrations=build / "calibration", options=Options(runs=2))
    return report, json.loads((build / DOCUMENT).read_text()), shown(console), build


@pytest.mark.slow
def test_every_sample_is_graded_offline_and_free(measured: tuple[Report, dict[str, Any], str, Path]) -> None:
    report, document, text, build = measured
    samples = read_folder(SAMPLES)
    assert [row["id"] for row in document["bands"]] == [sample.id for sample in samples]
    assert document["scripts"] == {"graded": len(samples), "failed": []}
    assert (document["usd"], report.answered_by) == ("0", document["answered_by"])
    assert all("offline" in name for name in report.answered_by)
    assert (build / PICTURE).read_bytes().startswith(b"\x89PNG")
    assert f"{len(samples)} scripts graded by offline-examiner" in text


@pytest.mark.slow
def test_the_offline_examiner_ranks_the_samples_and_never_reads_their_bands(
    measured: tuple[Report, dict[str, Any], str, Path],
) -> None:
    """Its number may move with every change of its measures; below this it would no longer rank at all."""
    report, document, _, _ = measured
    assert report.compared[EXAMINER]["qwk"].value > 0.3
    assert all(lead[EXAMINER].low > 0 for lead in report.leads.values())
    assert report.compared[FITTED]["qwk"].value > 0.6
    assert document["qwk_above"]["mean band"][EXAMINER]["low"] > 0


@pytest.mark.slow
def test_the_offline_examiners_own_calibration_halves_its_bias_on_scripts_not_seen(
    measured: tuple[Report, dict[str, Any], str, Path],
) -> None:
    report, document, text, build = measured
    [fitted] = report.fitted
    assert (fitted.name, fitted.scripts) == ("TASK_2", 30)
    assert abs(fitted.after["bias"].value) <= abs(fitted.before["bias"].value) / 2
    assert fitted.after["mae"].value < fitted.before["mae"].value
    [path] = (build / "calibration").iterdir()
    written = Calibrations.parse(f"[{path.read_text()}]").find("TASK_2", "ACADEMIC")
    assert written is not None
    assert path.name == f"{written.name}.json"
    assert written.model == report.answered_by[0], "no stage takes it for a real model's"
    assert f"{document['calibrations'][0]['calibration']}.json" == path.name
    assert "With twice as many the interval would be about" in text


@pytest.mark.slow
def test_an_examiner_that_computes_says_the_same_twice(measured: tuple[Report, dict[str, Any], str, Path]) -> None:
    report, _, text, build = measured
    assert report.spread is not None
    assert (report.spread.runs, report.spread.same_band, report.spread.widest_range) == (2, 1, 0)
    assert "100% of 42 scripts got the same band in all" in text
    assert not (build / JOURNAL).exists()


@pytest.mark.slow
def test_the_document_tells_bands_and_no_text(measured: tuple[Report, dict[str, Any], str, Path]) -> None:
    _, document, _, _ = measured
    kept = json.dumps(document, ensure_ascii=False)
    assert not [
        sample.id for sample in read_folder(SAMPLES) for line in sample.text.split("\n") if line and line in kept
    ]
    assert sum(cell["scripts"] for cell in document["confusion"]) == len(document["bands"])
    assert sum(row["scripts"] for row in document["bias_by_band"]) == len(document["bands"])


def test_a_paid_model_is_not_asked_before_its_cost_is_allowed(tmp_path: Path) -> None:
    for budget in (None, Decimal("0.01")):
        with pytest.raises(AccuracyError, match=r"about \$0\.\d\d .*Nothing was sent.*BUDGET") as caught:
            run(
                SAMPLES,
                tmp_path,
                page(),
                {"GEMINI_API_KEY": "a-secret"},
                calibrations=tmp_path / "calibration",
                options=Options(budget, parallel=1),
            )
        assert "a-secret" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_the_command_says_what_is_wrong_and_answers_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["accuracy", str(tmp_path / "[nothing]")])
    assert main() == 2
    assert capsys.readouterr().out == f"accuracy: {tmp_path / '[nothing]'} is no folder\n"


@pytest.mark.slow
def test_the_report_holds_no_line_of_the_functions_metrics(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hundred values of one metric are written by themselves, so there are more scripts than that."""
    more = {f"t{number}": written(band="6", answer=f"{ANSWER} more {number}") for number in range(MANY)}
    scripts = folder(**more)
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    build = ["--build", str(tmp_path / "build"), "--calibrations", str(tmp_path / "calibration")]
    monkeypatch.setattr("sys.argv", ["accuracy", str(scripts), *build])
    assert main() == 0
    told = capsys.readouterr().out
    assert f"{MANY + 12} scripts graded by offline-examiner" in told
    assert "_aws" not in told


@pytest.mark.parametrize("budget", ["-1", "NaN", "one"])
def test_a_budget_is_an_amount(budget: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["accuracy", "folder", "--budget", budget])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2


def outcomes(scripts: list[Script], failed: int = 0) -> list[Outcome]:
    good = [Outcome(script, script.band, script.band, "m", Decimal("0.01"), 1.0) for script in scripts[failed:]]
    bad = [
        Outcome(script, None, None, None, Decimal("0.02"), code="blocked", message="Refused.")
        for script in scripts[:failed]
    ]
    return [*bad, *good]


BANDS = [4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5, 6.0, 6.5]


def test_failed_scripts_are_counted_named_and_paid(scripts: Make) -> None:
    report = Report.of(outcomes(scripts(BANDS), failed=2), seconds=3, is_paid=True)
    console = page()
    print_report(report, console)
    document = report.as_document()
    assert document["scripts"] == {
        "graded": 10,
        "failed": [{"id": f"s{number}", "code": "blocked", "message": "Refused."} for number in (0, 1)],
    }
    assert document["usd"] == "0.14"
    assert document["measures"][EXAMINER]["qwk"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert "not graded: s0: blocked, Refused." in shown(console)


def test_what_is_undefined_is_said_to_be(scripts: Make) -> None:
    report = Report.of(outcomes(scripts([6.0] * 12)), seconds=3, is_paid=False)
    console = page()
    print_report(report, console)
    assert report.as_document()["measures"][EXAMINER]["qwk"] == {"value": None, "low": None, "high": None}
    assert "undefined" in shown(console)


def test_too_few_graded_scripts_give_no_number(scripts: Make) -> None:
    with pytest.raises(AccuracyError, match=r"only 9 of 12 scripts were graded, too few\ns0: blocked, Refused\."):
        Report.of(outcomes(scripts(BANDS), failed=3), seconds=3, is_paid=True)
