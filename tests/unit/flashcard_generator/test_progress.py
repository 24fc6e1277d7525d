"""What the owner of a job sees of it."""

from flashcard_generator.progress import Progress


def test_progress_is_reported_at_the_start_at_the_end_and_now_and_then() -> None:
    reports: list[str] = []
    now = [0.0]
    progress = Progress(lambda stage, done, total: reports.append(f"{stage} ({done} of {total})"), lambda: now[0])
    for page in range(301):
        progress("parsing", page, 300, "pages")
        now[0] += 0.02
    progress("embedding", 0, 116)
    assert reports[0] == "parsing 0/300 pages (0 of 300)"
    assert reports[-2:] == ["parsing 300/300 pages (300 of 300)", "embedding 0/116 (0 of 116)"]
    assert len(reports) == 6 + 2
