"""Whatever happens around a deletion, in any order: once it is COMPLETED, nothing of the user is there.

`HYPOTHESIS_PROFILE=nightly` runs many more examples.
"""

import random
import uuid
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from bandup.core.aws import Clients
from bandup.core.errors import RetryLaterError
from bandup.jobs.kinds import EVALUATIONS, Kind
from bandup.jobs.model import Status
from bandup.jobs.result import Result
from bandup.jobs.worker import Run, Work
from bandup.storage.uploads import UploadType
from bandup.storage.versions import erase
from support.tables import own_tables
from support.tokens import UserPool

from .cards import large_set
from .conftest import AUDIO, BUCKET, CARDS, ESSAY, STRANGER, JobApiHarness
from .grading import graded, large, refused

FORM_MS = 900_000
"""How long the form of an upload is good for."""


class KilledError(BaseException):
    """The process is gone: nothing after this line runs."""


class Account:
    """One user, and everything that can happen to what is theirs."""

    def __init__(self, harness: JobApiHarness) -> None:
        self.harness = harness
        self.user = f"user-{uuid.uuid4()}"
        self.ids = [self.user]
        harness.cognito.users = {self.user, STRANGER}
        self.deletion: str | None = None
        self.forms_until = 0

    def submit(self) -> None:
        answer = self.harness.ask("POST", "/writing/evaluations", user=self.user, body=ESSAY)
        assert answer.status == (403 if self.deletion else 202)
        if answer.status == 202:
            self.ids.append(answer.json["job_id"])

    def submit_a_pdf(self) -> None:
        if not self._form_is_good():
            return
        pdf = self.harness.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7", self.user)
        body = CARDS | {"upload_id": pdf.key.rpartition("/")[2]}
        answer = self.harness.ask("POST", "/flashcards", user=self.user, body=body)
        assert answer.status == (403 if self.deletion else 202)
        if answer.status == 202:
            self.ids.append(answer.json["job_id"])

    def send_a_file(self) -> None:
        if self._form_is_good():
            self.harness.upload(random.choice(list(UploadType)), b"x", self.user)

    def _form_is_good(self) -> bool:
        """Forms are handed out until the account is deleted, and are good for 15 minutes."""
        if self.deletion is None:
            self.forms_until = self.harness.clock() + FORM_MS
        return self.harness.clock() < self.forms_until

    def export_a_set(self) -> None:
        for found in self.harness.ask("GET", "/flashcard-sets", user=self.user).json["items"]:
            path = f"/flashcard-sets/{found['set_id']}/export"
            answer = self.harness.ask("GET", path, user=self.user, query={"format": "csv"})
            assert answer.status == (403 if self.deletion else 200)

    def change_a_card(self) -> None:
        for found in self.harness.ask("GET", "/flashcard-sets", user=self.user).json["items"]:
            cards = f"/flashcard-sets/{found['set_id']}/cards"
            card = self.harness.ask("GET", cards, user=self.user).json["items"][0]
            body = {"version": card["version"], "answer": "Mine."}
            answer = self.harness.ask("PATCH", f"{cards}/{card['id']}", user=self.user, body=body)
            assert answer.status == (403 if self.deletion else 200)

    def export(self) -> None:
        assert self.harness.ask("GET", "/me/export", user=self.user).status == (403 if self.deletion else 200)

    def delete(self) -> None:
        answer = self.harness.ask("DELETE", "/me", user=self.user)
        assert self.deletion in {None, answer.json["job_id"]}
        self.deletion = str(answer.json["job_id"])

    def work(self) -> None:
        self._work(graded)

    def work_large(self) -> None:
        self._work(large)

    def make_cards(self) -> None:
        self.harness.work_off(large_set, Kind.FLASHCARD)

    def work_refused(self) -> None:
        self._work(refused)

    def work_later(self) -> None:
        def throttled(_: Run) -> Result:
            raise RetryLaterError("provider_throttled", "Busy.")

        self._work(throttled)

    def work_killed(self) -> None:
        """The worker dies after its body is in S3."""

        def killed(run: Run) -> Result:
            self.harness.results[EVALUATIONS].prepare_put(run.job, large(run))
            raise KilledError

        self._work(killed)

    def work_while_it_is_deleted(self) -> None:
        def overtaken(run: Run) -> Result:
            self.delete()
            self.delete_a_pass()
            return large(run)

        self._work(overtaken)

    def _work(self, work: Work) -> None:
        try:
            self.harness.work_off(work)
        except KilledError:
            return

    def delete_a_pass(self) -> None:
        self.harness.work_off(self.harness.deletion, Kind.DELETION)

    def delete_and_die(self) -> None:
        """A pass that is killed after its second look at the time."""

        def killed(run: Run) -> None:
            looks = iter([20.0, 20.0])

            class Deadline:
                def budget(self) -> float:
                    if not (left := next(looks, 0.0)):
                        raise KilledError
                    return left

            run.deadline = Deadline()  # type: ignore[assignment]  # all that a deletion asks of it
            self.harness.deletion(run)

        try:
            self.harness.work_off(killed, Kind.DELETION)
        except KilledError:
            return

    def sweep(self) -> None:
        self.harness.services.sweeper.sweep()

    def wait_a_little(self) -> None:
        self.harness.clock.advance(20)

    def wait_for_a_lease(self) -> None:
        self.harness.clock.advance(320)

    def redeliver(self) -> None:
        """Every message that ever was comes again, those in dead-letter queues too."""
        for kind, queue in self.harness.queues.items():
            dlq = self.harness.dlqs[kind]
            for body in {*dlq.bodies, *queue.bodies}:
                queue.put(body)
            dlq.messages.clear()

    def finish_deletion(self) -> None:
        """Time, the sweep and a healthy function bring the deletion to its end."""
        self.delete()
        for _ in range(4):
            self.harness.clock.now = max(
                [self.harness.clock.now, *(m.visible_at for m in self.harness.account.pending)]
            )
            self.delete_a_pass()
        job = self.harness.jobs.get(str(self.deletion))
        assert job is not None
        assert job.status is Status.COMPLETED

    def left(self) -> list[str]:
        items = [str(item) for item in self.harness.stored()]
        found = [item for item in items if any(f"'{text}'" in item for text in self.ids)]
        found += [user for user in self.harness.cognito.users if user == self.user]
        return found + [key for text in self.ids for key in self.harness.versions(text)]


STEPS: list[Callable[[Account], None]] = [
    Account.submit,
    Account.submit_a_pdf,
    Account.send_a_file,
    Account.export,
    Account.export_a_set,
    Account.make_cards,
    Account.change_a_card,
    Account.work,
    Account.work_large,
    Account.work_refused,
    Account.work_later,
    Account.work_killed,
    Account.sweep,
    Account.wait_a_little,
    Account.wait_for_a_lease,
    Account.redeliver,
]
BEFORE = st.lists(st.sampled_from(STEPS), max_size=8)
DURING = st.lists(st.sampled_from([*STEPS, Account.delete_a_pass, Account.delete_and_die]), max_size=8)
BEGINNING = st.sampled_from([Account.delete, Account.work_while_it_is_deleted])
AFTER = st.lists(st.sampled_from([*STEPS, Account.delete, Account.delete_a_pass]), max_size=5)


@given(before=BEFORE, beginning=BEGINNING, during=DURING, after=AFTER)
def test_a_deletion_keeps_its_promise(
    clients: Clients,
    pool: UserPool,
    keys_url: str,
    *,
    before: list[Callable[[Account], None]],
    beginning: Callable[[Account], None],
    during: list[Callable[[Account], None]],
    after: list[Callable[[Account], None]],
) -> None:
    random.seed(0)
    with own_tables(clients.get("dynamodb")):
        harness = JobApiHarness(clients, pool, keys_url)
        theirs = harness.submit(user=STRANGER)
        harness.work_off(graded)
        account = Account(harness)
        account.submit()
        for step in (*before, beginning, *during, Account.finish_deletion):
            step(account)
        assert account.left() == []
        for step in after:
            step(account)
            assert account.left() == []
        assert harness.ask("GET", f"/evaluations/{theirs}", user=STRANGER).status == 200
        for bucket in (AUDIO, BUCKET):
            erase(harness.s3, bucket, "")
