"""The router with all routes."""

from bandup.http.api import RestApi

from .advice import add_advice
from .cards import add_cards
from .deck import add_deck
from .due import add_due
from .goals import add_goals
from .questions import add_questions
from .reviews import add_reviews
from .services import Services
from .sets import add_sets


def build_api(services: Services) -> RestApi:
    api = services.authentication.router()
    # Before the routes with an id.
    add_due(api, services.store, services.follower, services.now)
    add_deck(api, services.store, services.downloads, services.jobs, services.limits)
    add_cards(api, services.store, services.mistakes, services.follower, tokens=services.tokens, now=services.now)
    add_sets(api, services.set_study)
    add_reviews(api, services.recorder, services.limits)
    add_questions(api, services.tokens)
    add_goals(api, services.store, services.now)
    add_advice(api, services.learning, services.mistakes)
    return api
