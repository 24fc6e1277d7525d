"""What the routes work with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from bandup.account.limits import Limited, Limits
from bandup.account_data.downloads import Downloads
from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.health import Check
from bandup.core.secrets import SecretCache
from bandup.http.api_function import Authentication
from bandup.http.paging import PageTokens
from bandup.interview.store import InterviewStore
from bandup.jobs.kinds import EVALUATIONS, FLASHCARD_SETS
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.study.store import StudyStore

from .following import Follower
from .learning import Learning
from .mistakes import Mistakes
from .recording import Recorder
from .retest.retester import Retester
from .sets import SetStudy
from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        store: cards and their logs.
        jobs: what sets are made by, and the marks of deleted accounts.
        mistakes: proposes cards.
        learning: reads what progress and plan are made of.
        follower: brings cards of sets up to date.
        set_study: puts sets into study.
        downloads: writes files that a user may download.
        recorder: stores reviews.
        limits: how fast one user may ask.
        tokens: page tokens.
        now: epoch milliseconds.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    store: StudyStore
    jobs: JobStore
    mistakes: Mistakes
    learning: Learning
    follower: Follower
    set_study: SetStudy
    downloads: Downloads
    recorder: Recorder
    limits: Limits
    tokens: PageTokens
    now: Clock
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: Settings, clients: Clients, clock: Clock = now_ms) -> Self:
        """The services for this environment. Nothing is called yet."""
        dynamodb = clients.get("dynamodb")
        jobs = JobStore(dynamodb, settings.dynamodb_jobs, clock)
        store = StudyStore(dynamodb, settings.dynamodb_study, jobs.write_owned)
        evaluations, sets = (ResultStore.build(table, settings, clients) for table in (EVALUATIONS, FLASHCARD_SETS))
        interviews = InterviewStore(dynamodb, settings.dynamodb_interview_sessions)
        rates = {Limited.EXPORTS: settings.limit_exports, Limited.REVIEWS: settings.limit_reviews}
        limits = Limits(dynamodb, settings.dynamodb_quotas, rates, clock)
        signing_key = partial(SecretCache(clients.get("secretsmanager")).get, settings.page_token_secret_arn)
        authentication = Authentication.from_settings(settings)
        return cls(
            authentication=authentication,
            store=store,
            jobs=jobs,
            mistakes=Mistakes(store, evaluations, interviews, Retester(store, clock), clock),
            learning=Learning(store, evaluations, interviews, clock),
            follower=Follower(store, sets, clock),
            set_study=SetStudy(store, sets, jobs),
            downloads=Downloads(clients.get("s3"), settings.s3_bucket_documents),
            recorder=Recorder(store, clock),
            limits=limits,
            tokens=PageTokens(signing_key),
            now=clock,
            checks={
                "study": store.describe,
                "jobs": jobs.describe,
                EVALUATIONS.name: evaluations.describe,
                FLASHCARD_SETS.name: sets.describe,
                "interviews": interviews.describe,
                "quotas": limits.describe,
                "page_token_key": signing_key,
                "public_keys": authentication.check,
            },
        )
