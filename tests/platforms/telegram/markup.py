"""Telegram's HTML, read as strictly as the server does.

Source: TDLib MessageEntity.cpp `do_parse_html`; the list of tags is the Bot API's "HTML style".
"""

import re
from dataclasses import dataclass
from typing import Any

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ENTITY = re.compile(r"&(?:#(?P<decimal>\d+)|#x(?P<hex>[0-9a-fA-F]+)|(?P<name>lt|gt|amp|quot)(?![A-Za-z]));?")
NAME = re.compile(r"<(?P<name>[^\s>]*)(?=[\s>])")
START = re.compile(r"<(?P<name>[^\s>]*)(?P<attributes>[^>]*)>")
END = re.compile(r"</(?P<name>[^\s>]*)\s*>")
ATTRIBUTE = re.compile(
    r"""(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)


class CannotParse(Exception):
    """The text after "Bad Request: can't parse entities: "."""


@dataclass(frozen=True, slots=True)
class Open:
    """A tag whose end has not come yet; `offset` in UTF-16 units of the text so far."""

    name: str
    offset: int
    attributes: dict[str, str]


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The visible text and its entities, offsets in UTF-16 units.

    Raises:
        CannotParse: an unknown tag, or tags that do not nest.
    """
    text, position = "", 0
    entities: list[dict[str, Any]] = []
    stack: list[Open] = []
    while position < len(source):
        if source[position] == "&" and (match := ENTITY.match(source, position)):
            text += _character(match)
        elif source.startswith("</", position):
            match = _end(source, position, stack)
            entities += _entity(stack.pop(), units(text))
        elif source[position] == "<":
            match = _start(source, position)
            stack.append(Open(match["name"].lower(), units(text), _attributes(match["attributes"])))
        else:
            text += source[position]
            position += 1
            continue
        position = match.end()
    if stack:
        raise CannotParse(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _character(match: re.Match[str]) -> str:
    if match["name"]:
        return NAMED[match["name"]]
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


def _start(source: str, position: int) -> re.Match[str]:
    named, match = NAME.match(source, position), START.match(source, position)
    if named and named["name"].lower() not in TAGS:
        raise CannotParse(f'Unsupported start tag "{named["name"].lower()}" at byte offset {position}')
    if match is None:
        raise CannotParse(f"Unclosed start tag at byte offset {position}")
    if match["name"].lower() == "span" and _attributes(match["attributes"]).get("class") != "tg-spoiler":
        raise CannotParse(f'Tag "span" must have class "tg-spoiler" at byte offset {position}')
    return match


def _end(source: str, position: int, stack: list[Open]) -> re.Match[str]:
    match = END.match(source, position)
    if match is None:
        raise CannotParse(f"Unclosed end tag at byte offset {position}")
    if not stack:
        raise CannotParse(f"Unexpected end tag at byte offset {position}")
    if match["name"] and match["name"].lower() != stack[-1].name:
        raise CannotParse(
            f'Unmatched end tag at byte offset {position}, expected "</{stack[-1].name}>", found "{match[0]}"'
        )
    return match


def _attributes(text: str) -> dict[str, str]:
    found = ATTRIBUTE.finditer(text)
    return {each["name"].lower(): each["double"] or each["single"] or each["bare"] or "" for each in found}


def _entity(opened: Open, end: int) -> list[dict[str, Any]]:
    if end == opened.offset:
        return []
    entity = {"type": TAGS[opened.name], "offset": opened.offset, "length": end - opened.offset}
    if opened.name == "a":
        entity["url"] = opened.attributes.get("href", "")
    return [entity]
