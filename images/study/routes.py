"""The router with all routes."""

from bandup.http.api import RestApi

from .cards import add_cards
from .due import add_due
from .questions import add_questions
from .reviews import add_reviews
from .services import Services


def build_api(services: Services) -> RestApi:
    api = services.authentication.router()
    add_due(api, services.store, services.now)  # before the routes with an id
    add_cards(api, services.store, services.tokens, services.now)
    add_reviews(api, services.recorder, services.limits)
    add_questions(api, services.tokens)
    return api
