"""Routes for tests alone, which no provider has.

They order faults, choose what becomes of schemas, and say how often, and by whom, a model was called.
"""

import json
from dataclasses import asdict

from flask import Blueprint, Response, request

from ops.local_stage.model_server.claude_schema import Handling, SchemaPolicy
from ops.local_stage.model_server.faults import FaultBook, FaultFormatError, read_order


def schema_route(policy: SchemaPolicy) -> Blueprint:
    """The route `/_schemas` over one policy."""
    routes = Blueprint("schemas", __name__)

    @routes.put("/_schemas")
    def choose() -> tuple[dict[str, object], int]:
        try:
            policy.handling = Handling(request.args.get("handling", ""))
        except ValueError:
            return {"error": f"handling must be one of {', '.join(Handling)}"}, 400
        return {"handling": policy.handling}, 200

    return routes


def control_routes(book: FaultBook) -> Blueprint:
    """The routes `/_faults`, `/_calls` and `/_callers` over one book."""
    routes = Blueprint("control", __name__)

    @routes.post("/_faults")
    def order() -> tuple[dict[str, object], int]:
        try:
            marker, faults = read_order(json.loads(request.get_data()))
        except ValueError:
            return {"error": "the order is no JSON"}, 400
        except FaultFormatError as error:
            return {"error": str(error)}, 400
        return {"marker": marker, "pending": book.register(marker, faults)}, 200

    @routes.delete("/_faults")
    def clear() -> Response:
        book.clear(request.args.get("marker", ""))
        return Response(status=204)

    @routes.get("/_calls")
    def calls() -> tuple[dict[str, object], int]:
        marker = request.args.get("marker")
        if marker is None:
            return {"total": book.total}, 200
        marked = book.calls(marker)
        if marked is None:
            # A count of 0 would let a test that forgot to register pass for a wrong reason.
            return {"error": "no such marker: register it by POST /_faults, if need be with no faults"}, 404
        return {"count": len(marked), "calls": [asdict(call) for call in marked], "total": book.total}, 200

    @routes.get("/_callers")
    def callers() -> dict[str, object]:
        return {"callers": [{"access_key": key, "model": model} for key, model in book.callers()]}

    return routes
