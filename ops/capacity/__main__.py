"""Run it: `make capacity [JOBS=1000000 | USERS=50000 [EACH=2]]`."""

import sys

from ops.arguments import ArgumentParser
from ops.capacity.estimate import Estimate, estimate, jobs_of
from ops.capacity.visits import VISIT, WORK_A_VISIT

PAGE_VOLUMES = (1_000, 1_000_000, 100_000_000)


def markdown(each: Estimate) -> str:
    """One volume as the page shows it."""
    lines = [f"### {each.jobs:,} jobs a month: {each.total:,.0f} USD", ""]
    lines += ["| paid for | USD a month | share |", "|---|---:|---:|"]
    paid = sorted(each.usd.items(), key=lambda entry: entry[1], reverse=True)
    lines += [f"| {name} | {usd:,.2f} | {usd / each.total:.0%} |" for name, usd in paid]
    requests, gb = each.visits * VISIT.requests, each.visits * VISIT.kb / 1e6
    lines += ["", f"The console: {each.visits:,.0f} visits, {requests:,.0f} requests of CloudFront, {gb:,.2f} GB."]
    lines += [
        "",
        "| limit at the busiest minute | needed | allowed | used | what moves it |",
        "|---|---:|---:|---:|---|",
    ]
    for need in each.needs:
        lines.append(
            f"| {need.limit.replace('_', ' ')} ({need.unit}) | {need.amount:,.1f} | {need.allowed:,.0f} "
            f"| {need.share:.0%} | {need.moves} |"
        )
    first = each.needs[0]
    verdict = "breaks first" if first.share > 1 else "is the first to come near, and holds"
    lines += ["", f"**{first.limit.replace('_', ' ').capitalize()}** {verdict}: {first.what}."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the estimate for a volume, or for the volumes of the page."""
    parser = ArgumentParser(prog="make capacity", description="What a volume takes and costs.")
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument("--jobs", type=int, help="pieces of work in a month")
    volume.add_argument("--users", type=int, help="people who practise on a day")
    parser.add_argument("--each", type=float, default=WORK_A_VISIT, help="pieces of work of each of them on that day")
    chosen = parser.parse_args()
    jobs = jobs_of(chosen.users, chosen.each) if chosen.users is not None else chosen.jobs
    if chosen.each <= 0 or (jobs is not None and jobs < 1):
        parser.error("give at least one job")
    for volume_jobs in (jobs,) if jobs is not None else PAGE_VOLUMES:
        sys.stdout.write(f"{markdown(estimate(volume_jobs, chosen.each))}\n")


if __name__ == "__main__":
    main()
