"""Two judges of every word: aiogram and python-telegram-bot.

Both quietly keep fields they do not know, so those are looked for as well.
"""

import json
import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin

import aiogram.methods
import telegram
from aiogram.methods.base import Response, TelegramMethod
from pydantic import BaseModel, ValidationError

from tests.platforms.telegram.answers import bad_request

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    method.__api_method__.lower(): method
    for method in vars(aiogram.methods).values()
    if isinstance(method, type) and issubclass(method, TelegramMethod) and method is not TelegramMethod
}
# How python-telegram-bot reads a result; every other method returns True.
RESULTS: dict[str, type[telegram.TelegramObject]] = {
    "getMe": telegram.User,
    "getWebhookInfo": telegram.WebhookInfo,
    "sendMessage": telegram.Message,
    "editMessageText": telegram.Message,
    "getUpdates": telegram.Update,
}


def read_request(method: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as JSON values, whichever way they were sent.

    Raises:
        ApiError: 400, a field is missing, unknown or of the wrong shape.
    """
    model = METHODS[method.lower()]
    data = {name: _decoded(model, name, value) for name, value in fields.items()}
    try:
        unknown = sorted(_extras(model.model_validate(data)))
    except ValidationError as error:
        raise bad_request(f"{method}: {error.errors(include_input=False)[0]}") from error
    if unknown:
        raise bad_request(f"{method}: unknown fields {unknown}")
    return data


def faults_of_answer(method: str, envelope: dict[str, Any]) -> Iterator[str]:
    """What either library finds wrong with an answer."""
    returning = METHODS[method.lower()].__returning__
    try:
        answer = Response[returning].model_validate(envelope)  # type: ignore[valid-type]
        yield from (f"aiogram: {method}: unknown {name}" for name in _extras(answer))
    except ValidationError as error:
        yield f"aiogram: {method}: {error}"
    if envelope["ok"]:
        yield from _faults_of_result(method, envelope["result"])


def faults_of_update(update: dict[str, Any]) -> Iterator[str]:
    """What either library finds wrong with an update posted to a webhook."""
    yield from faults_of_answer("getUpdates", {"ok": True, "result": [update]})


def _faults_of_result(method: str, result: Any) -> Iterator[str]:
    kind = RESULTS.get(method)
    if kind is None:
        if result is not True:
            yield f"python-telegram-bot: {method} returns True, not {result!r}"
        return
    for item in result if isinstance(result, list) else [result]:
        try:
            read = kind.de_json(item, None)
        except (TypeError, KeyError, ValueError) as error:
            yield f"python-telegram-bot: {method}: {error!r}"
        else:
            yield from (f"python-telegram-bot: {method}: unknown {name}" for name in _unread(read))


def _decoded(model: type[TelegramMethod[Any]], name: str, value: Any) -> Any:
    """A form carries JSON in strings; a field that may be text stays text."""
    field = model.model_fields.get(name)
    if not isinstance(value, str) or field is None or _may_be_text(field.annotation):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _may_be_text(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, types.UnionType):
        return any(_may_be_text(option) for option in get_args(annotation) if option is not int)
    return annotation is str


def _extras(value: Any) -> Iterator[str]:
    """Names of fields, at any depth, that aiogram's models do not have."""
    if isinstance(value, BaseModel):
        yield from (f"{type(value).__name__}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from _extras(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _extras(item)


def _unread(value: Any) -> Iterator[str]:
    """Names of fields, at any depth, that python-telegram-bot's objects do not have."""
    if isinstance(value, telegram.TelegramObject):
        yield from (f"{type(value).__name__}.{name}" for name in value.api_kwargs)
        slots = {slot for kind in type(value).__mro__ for slot in getattr(kind, "__slots__", ())}
        for name in slots - {"_bot", "_id_attrs", "__dict__"}:
            yield from _unread(getattr(value, name, None))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _unread(item)
