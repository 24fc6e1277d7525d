"""Faults of where jobs and their results are kept."""

from mutants.plants import Plant

_STORE = "jobs/store.py"
_MOVES = "jobs/transitions.py"

STORES = (
    Plant(
        "a write does not look at the attempt, so that who lost the lease writes",
        _STORE,
        '_UNCHANGED = "#status = :seen_status AND #attempts = :seen_attempts"',
        '_UNCHANGED = "#status = :seen_status AND :seen_attempts = :seen_attempts"',
        "jobs/test_worker.py::test_a_worker_that_lost_its_lease_writes_nothing_while_another_works",
    ),
    Plant(
        "the result is not in the transaction of COMPLETED",
        _STORE,
        'self._write(seen, wanted, {**result, "account": account})',
        'self._write(seen, wanted, {"account": account})',
        "jobs/test_worker.py::test_a_delivery_completes_the_job_and_stores_its_result",
    ),
    Plant(
        "a job ends without a look at the account",
        _STORE,
        'self._write(seen, wanted, {**result, "account": account})',
        "self._write(seen, wanted, dict(result))",
        "jobs/test_tombstone.py::test_a_job_under_way_stores_nothing_and_ends",
    ),
    Plant(
        "a result that is there is replaced",
        "jobs/results.py",
        '"result": self._table.prepare_put(item, f"attribute_not_exists(#{self._key})")',
        '"result": self._table.prepare_put(item)',
        "jobs/test_worker.py::test_a_result_that_is_there_is_never_replaced",
    ),
    Plant(
        "a repeated key makes a second job",
        _STORE,
        'return self._table.prepare_put(job.as_item(), "attribute_not_exists(#job_id)")',
        "return self._table.prepare_put(job.as_item())",
        "jobs/test_submit.py::test_two_requests_with_one_key_at_the_same_time_are_one_job",
    ),
    Plant(
        "another user's job is shown",
        _STORE,
        "if job is None or job.user_id not in {user_id, tombstones.fingerprint(user_id)}:",
        "if job is None:",
        "jobs/test_submit.py::test_someone_elses_job_is_as_unknown_as_no_job",
    ),
    Plant(
        "a job that a worker holds is erased",
        _STORE,
        'condition = f"attribute_not_exists(#job_id) OR ({_UNCHANGED})"',
        'condition = f"attribute_not_exists(#job_id) OR :seen_status = :seen_status OR ({_UNCHANGED})"',
        "jobs/test_tombstone.py::test_a_job_that_a_worker_holds_is_not_erased",
    ),
    Plant(
        "what a run has paid for is not kept",
        "jobs/lease.py",
        "transitions.keep(self.job, self.store.now(), name, value, self._cost)",
        "transitions.keep(self.job, self.store.now(), name, {}, self._cost)",
        "jobs/test_kept.py::test_what_a_run_keeps_is_not_paid_again_and_its_cost_counts_once",
    ),
    Plant(
        "a cancelled job can be worked on",
        _MOVES,
        'return _release_unpaid(replace(_close(job, now), status=Status.CANCELLED, stage="cancelled"))',
        'return _release_unpaid(replace(_close(job, now), stage="cancelled"))',
        "jobs/test_submit.py::test_a_queued_job_can_be_cancelled_and_is_then_never_worked_on",
    ),
    Plant(
        "taking a lease over counts no crash",
        _MOVES,
        "        crashes=job.crashes + crashed,\n        lease_until=until,",
        "        lease_until=until,",
        "jobs/test_transitions.py::test_taking_over_an_expired_lease_counts_a_crash_and_fences_the_old_one",
    ),
    Plant(
        "a job whose message was never sent is not swept",
        "jobs/sweep.py",
        "            queue.send(job_id)\n",
        "",
        "jobs/test_submit.py::test_a_job_that_could_not_be_sent_is_accepted_and_swept",
    ),
    Plant(
        "a message of the next version is poison",
        "jobs/queue.py",
        ".schema_version > SCHEMA_VERSION:",
        ".schema_version > SCHEMA_VERSION + 1:",
        "jobs/test_worker.py::test_a_message_of_a_later_version_is_delivered_five_times_first",
    ),
)
