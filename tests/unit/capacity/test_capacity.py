"""The arithmetic of cost and capacity, and that the page shows what it gives."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.capacity.__main__ import PAGE_VOLUMES, markdown
from ops.capacity.estimate import HERE, estimate, jobs_of
from ops.capacity.workload import KINDS, WRITING_SAMPLES
from ops.paths import ROOT

PAGE = Path(__file__).parents[3] / "docs" / "operate" / "cost-and-capacity.md"


def test_the_mix_is_whole() -> None:
    assert sum(work.share for work in KINDS.values()) == pytest.approx(1)


def test_essays_are_judged_as_often_as_the_platform_has_them_judged() -> None:
    declared = (ROOT / "terraform" / "platform" / "variables.tf").read_text("utf-8")
    [samples] = re.findall(r'variable "writing_samples" \{.*?default\s*=\s*(\d)', declared, re.DOTALL)
    assert int(samples) == WRITING_SAMPLES


def test_jobs_of_a_month() -> None:
    assert jobs_of(50_000, 2) == 3_000_000


def test_essays_at_once_by_hand() -> None:
    # 2,592,000 jobs a month are one a second; four at the busiest; 40 % are essays of 30 s.
    (need,) = [need for need in estimate(2_592_000).needs if need.limit == "writing_concurrency"]
    assert need.amount == pytest.approx(4 * 0.4 * 30)


def test_the_price_of_essays_by_hand() -> None:
    # 0.30 a million tokens in and 2.50 out, for the five kinds of work that Gemini does.
    essay = 3 * (4700 * 0.30 + 4000 * 2.50)
    recording = (3600 + 4224) * 0.30 + 4000 * 2.50
    cards = 21_300 * 0.30 + 7000 * 2.50
    scan = cards + (10 * 380 + 30 * 1120) * 0.30 + 30 * 2 * 750 * 2.50
    transcript = (550 + 3170) * 0.30 + 2000 * 2.50
    expected = 0.40 * essay + 0.15 * recording + 0.09 * cards + 0.01 * scan + 0.05 * transcript
    assert estimate(1_000_000).usd["gemini-3.5-flash-lite"] == pytest.approx(expected)


def test_cloudfront_by_hand() -> None:
    # A million people on a day are 30 million visits. Each asks for four answers of 2 KB; every fifth for 64 files too.
    found = estimate(jobs_of(1_000_000, 3), each=3)
    requests, gb = 30 * (4 + 64 / 5), 30 * (8 + (160 + 64) / 5)
    assert found.visits == 30e6
    assert found.usd["CloudFront"] == pytest.approx(requests * 1.00 + requests * 0.10 + gb * 0.085)


@given(st.integers(1, 10**9))
def test_twice_the_work_is_twice_the_need_and_never_cheaper(jobs: int) -> None:
    one, two = estimate(jobs), estimate(2 * jobs)
    once = {need.limit: need.amount for need in one.needs}
    assert {need.limit: need.amount for need in two.needs} == pytest.approx({name: 2 * of for name, of in once.items()})
    assert two.total > one.total


def test_the_first_to_break_comes_first() -> None:
    shares = [need.share for need in estimate(10**8).needs]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 1


def test_every_price_and_limit_names_its_source() -> None:
    prices = json.loads((HERE / "prices.json").read_text("utf-8"))
    assert all(entry["source"] for entry in prices["usd"].values())
    limits = json.loads((HERE / "limits.json").read_text("utf-8"))["limits"]
    assert all(entry["what"] and entry["moves"] for entry in limits.values())
    assert {need.limit for need in estimate(1).needs} == limits.keys()


@pytest.mark.parametrize("jobs", PAGE_VOLUMES)
def test_the_page_shows_what_the_script_gives(jobs: int) -> None:
    assert markdown(estimate(jobs)).strip() in PAGE.read_text("utf-8")
