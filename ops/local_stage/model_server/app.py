"""The model server's HTTP application: the providers' routes, and health."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request

from ops.local_stage.model_server import audio_examiner, card_reader, card_writer, gemini, page_reader, transport
from ops.local_stage.model_server.audio_files import FileStore, file_routes
from ops.local_stage.model_server.bedrock_converse import converse_routes
from ops.local_stage.model_server.bedrock_forward import forward_routes
from ops.local_stage.model_server.bedrock_titan import titan_routes
from ops.local_stage.model_server.card_prompt import read_card_prompt
from ops.local_stage.model_server.claude_schema import SchemaPolicy
from ops.local_stage.model_server.control import control_routes, schema_route
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.examiner import MODEL_VERSION, Examiner
from ops.local_stage.model_server.faults import Fault, FaultBook
from ops.local_stage.model_server.gemini_errors import Body, GeminiError
from ops.local_stage.model_server.prompt import read_prompt
from ops.local_stage.model_server.schema import fit, select
from ops.local_stage.model_server.spoil import spoiled_text

# Faults that change the response around the answer; all others leave it as usual.
_RESPONSES: dict[str, Callable[[gemini.GenerateRequest, str], Body]] = {
    "cut_json": gemini.cut,
    "thinking": gemini.thought_only,
    "blocked": gemini.answer_blocked,
    "safety": gemini.stopped_for_safety,
    "empty": gemini.without_candidates,
    "no_text": gemini.without_text,
}


def create_app(examiner: Examiner, stopping: threading.Event, bedrock: Any = None) -> Flask:
    """Build the application.

    Args:
        examiner: computes the answers.
        stopping: set when the server stops; ends every fault that waits.
        bedrock: a client that Bedrock's routes are forwarded with; None to compute their answers too.
    """
    app = Flask(__name__)
    book = FaultBook()
    files = FileStore()
    policy = SchemaPolicy()
    app.register_blueprint(control_routes(book))
    app.register_blueprint(schema_route(policy))
    app.register_blueprint(file_routes(files))
    if bedrock is None:
        app.register_blueprint(titan_routes(book, stopping))
        app.register_blueprint(converse_routes(book, stopping, policy))
    else:
        app.register_blueprint(forward_routes(book, bedrock))
    answers_for_bedrock = "offline" if bedrock is None else "aws"

    @app.get("/health")
    def health() -> Response:
        """Whoever says who is to answer for Bedrock learns whether it is so."""
        wanted = request.args.get("bedrock", answers_for_bedrock)
        body: dict[str, Any] = {"status": "ok", "model": MODEL_VERSION, "bedrock": answers_for_bedrock}
        return _json(body, 200 if wanted == answers_for_bedrock else 409)

    @app.post("/v1/models/<model>:generateContent")
    @app.post("/v1beta/models/<model>:generateContent")
    def generate_content(model: str) -> Response:
        body = request.get_data()
        text = body.decode(errors="replace")
        call = book.record_call(text, model)
        try:
            gemini.check_caller(request.headers.get("x-goog-api-key"), model)
            asked = gemini.read_request(model, body, files.fetch)
            fault = book.take(text)
            response = _respond(examiner, asked, fault, stopping)
        except GeminiError as error:
            call.outcome = f"refused {error.status}"
            return _json(error.body, error.status)
        call.outcome = fault.kind if fault else "answered"
        return response

    @app.errorhandler(404)
    @app.errorhandler(405)
    def no_route(_: Exception) -> Response:
        return _json(GeminiError(404).body, 404)

    @app.errorhandler(Exception)
    def answer_failure(error: Exception) -> Response:
        # The exception's own text may hold a student's words: name only its type.
        logging.getLogger(__name__).error("model server failed: %s", type(error).__name__)
        return _json(GeminiError(500).body, 500)

    return app


def _respond(
    examiner: Examiner, asked: gemini.GenerateRequest, fault: Fault | None, stopping: threading.Event
) -> Response:
    if fault and (stream := transport.break_connection(fault, request.environ["werkzeug.socket"], stopping)):
        return Response(stream)
    if fault and fault.kind == "status":
        raise GeminiError(
            fault.parameters["status"],
            retry_delay=fault.parameters.get("retry_delay_seconds"),
            reason=fault.parameters.get("reason"),
        )
    if fault and fault.kind == "delay":
        stopping.wait(fault.parameters["seconds"])
    text = _answer(examiner, asked, fault)
    respond = _RESPONSES.get(fault.kind, gemini.answer_text) if fault else gemini.answer_text
    response = _json(respond(asked, text))
    if fault and fault.kind == "drip":
        response.response = transport.drip(response.get_data(), fault.parameters["seconds"], stopping)
    return response


def _answer(examiner: Examiner, asked: gemini.GenerateRequest, fault: Fault | None) -> str:
    try:
        if asked.schema is None:
            msg = "The offline examiner answers only with a response schema."
            raise CannotAnswerError(msg)
        wanted = asked.schema.get("properties", {})
        if "cards" in wanted:
            return spoiled_text(card_writer.write(read_card_prompt(asked.user)), fault)
        if wanted.keys() == {"answers"}:  # a recording's examiner answers more than that
            return spoiled_text(select(card_reader.read_cards(asked.user), asked.schema), fault)
        if "pages" in wanted:
            return spoiled_text(page_reader.read_pages(asked.user, asked.shown), fault)
        if "transcript" in wanted and "criteria" not in wanted:
            return spoiled_text(audio_examiner.transcribe(asked.recordings), fault)
        return spoiled_text(fit(_judgement(examiner, asked), asked.schema), fault)
    except CannotAnswerError as error:
        raise GeminiError(400, str(error)) from error


def _judgement(examiner: Examiner, asked: gemini.GenerateRequest) -> dict[str, Any]:
    """Whoever sends a recording wants speech judged."""
    if asked.recordings:
        return audio_examiner.examine(asked.recordings, asked.user)
    return examiner.examine(read_prompt(asked.system, asked.user), asked.pictures)


def _json(body: Body, status: int = 200) -> Response:
    return Response(json.dumps(body), status, mimetype="application/json")
