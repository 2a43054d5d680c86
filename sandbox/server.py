"""The Bot API over HTTP: what a bot's framework talks to instead of Telegram.

A request is read off the wire (query, JSON, form or multipart), checked by `spec` and `limits`, done by `methods`, and noted.
`faults` may answer in its place, delay it, or cut the connection before or after it took effect.
"""

import asyncio
import re
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from sandbox.desk import add_desk
from sandbox.faults import Fault
from sandbox.limits import check_limits
from sandbox.lines import cut
from sandbox.methods import call
from sandbox.methods.accounts import poll
from sandbox.refusals import Refusal, broken
from sandbox.spec import Params, Upload, check, method_name
from sandbox.things import Bot
from sandbox.world import World

_TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]+")


def create_app(world: World) -> FastAPI:
    """The whole desk as an ASGI application: `/bot<token>/<method>`, `/file/bot<token>/<path>` and the control API `/desk/…`."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.world = world

    async def bot_request(request: Request) -> Response:
        return await _answer(world, request)

    async def bot_file(request: Request) -> Response:
        return _file(world, request)

    app.add_route("/bot{token}/{method}", bot_request, methods=["GET", "POST"])
    app.add_route("/file/bot{token}/{path:path}", bot_file, methods=["GET"])
    add_desk(app, world)
    return app


async def _answer(world: World, request: Request) -> Response:
    fault: Fault | None = None
    bot_id, method, params = 0, request.path_params["method"], {}
    try:
        bot = _bot(world, request.path_params["token"])
        bot_id = bot.id
        raw = await _read(request)
        method = method_name(method)
        params, chat = raw, _number(raw.get("chat_id"))
        fault = world.faults.first(method, bot.id, chat)
        if fault is not None:
            world.touch()
            desk = world.faults
            await asyncio.sleep(fault.delay)
            if world.faults is not desk:  # the desk was cleared meanwhile: this belongs to nobody's day any more
                return Response(status_code=503)
            if fault.drop == "before":
                return _dropped(world, request, bot.id, method, params)
            if refusal := fault.refusal():
                raise refusal
        world.faults.check_flood(method, bot.id, chat)
        params = check(method, raw)
        check_limits(method, params)
        result = await poll(bot, params) if method == "getUpdates" else call(world, bot, method, params)
    except ClientDisconnect:  # whoever asked was killed in the middle of a word: nothing was taken
        world.record(bot_id, method, {}, 0, "broken off")
        return Response()
    except Refusal as refusal:
        world.record(bot_id, method, _noted(params), refusal.code, refusal.description, violation=refusal.violation)
        return JSONResponse(refusal.answer(), status_code=refusal.code)
    if fault is not None and fault.drop == "after":
        return _dropped(world, request, bot_id, method, params)
    if method != "getUpdates":
        world.record(bot_id, method, _noted(params), 200, result)
    return JSONResponse({"ok": True, "result": result})


def _dropped(world: World, request: Request, bot: int, method: str, params: Params) -> Response:
    world.record(bot, method, _noted(params), 0, "connection dropped")
    cut(request)
    return Response()


def _bot(world: World, token: str) -> Bot:
    if not _TOKEN.fullmatch(token):
        raise Refusal(404, "Not Found")
    bot = world.bots.get(int(token.split(":")[0]))
    if bot is None or bot.token != token:
        raise Refusal(401, "Unauthorized")
    return bot


async def _read(request: Request) -> Params:
    """Parameters from the query string and the body, strings as they came and files as uploads."""
    params: Params = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind == "application/json":
        try:
            body = await request.json()
        except ValueError as error:
            raise broken("can't parse JSON in the request body") from error
        if not isinstance(body, dict):
            raise broken("the request body must be a JSON object")
        params |= body
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form(max_part_size=4 << 20) as form:
            for name, value in form.multi_items():
                params[name] = await _upload(value) if isinstance(value, UploadFile) else value
    return params


async def _upload(part: UploadFile) -> Upload:
    return Upload(part.filename or "file", await part.read(), part.content_type or "application/octet-stream")


def _number(chat: Any) -> Any:
    return int(chat) if str(chat).lstrip("-").isdigit() else chat


def _noted(value: Any) -> Any:
    """Parameters as they can be written down: of a file its name and size."""
    if isinstance(value, Upload):
        return {"file": value.name, "size": len(value.content)}
    if isinstance(value, dict):
        return {name: _noted(item) for name, item in value.items()}
    return [_noted(item) for item in value] if isinstance(value, list) else value


def _file(world: World, request: Request) -> Response:
    """The bytes behind a file_path."""
    try:
        _bot(world, request.path_params["token"])
    except Refusal as refusal:
        return JSONResponse(refusal.answer(), status_code=refusal.code)
    unique = request.path_params["path"].rpartition("/")[2].partition(".")[0]
    file = world.files.get(unique)
    if file is None:
        return JSONResponse(Refusal(404, "Not Found").answer(), status_code=404)
    return Response(file.content, media_type="application/octet-stream")
