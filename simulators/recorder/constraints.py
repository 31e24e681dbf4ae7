"""What a service model demands of a value: botocore's own validator, and the enums, patterns and maxima that it leaves out."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex
from botocore.model import Shape
from botocore.validate import ParamValidator

# A pair of surrogates as Java writes the characters beyond U+FFFF; no range in Python.
SURROGATES = (r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF")


def problems(parameters: Any, shape: Shape | None) -> list[str]:
    """Everything that is wrong at once; empty where nothing is."""
    if shape is None:
        return [f"Unknown parameter in input: {name!r}" for name in parameters]
    report = ParamValidator().validate(parameters, shape)
    found = report.generate_report().split("\n") if report.has_errors() else []
    return found + list(beyond_botocore(parameters, shape, ""))


def beyond_botocore(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, item in value.items():
            if name in shape.members:
                yield from beyond_botocore(item, shape.members[name], f"{path}.{name}".strip("."))
    elif shape.type_name == "list" and isinstance(value, list):
        yield from too_much(len(value), shape, path, "length")
        for index, item in enumerate(value):
            yield from beyond_botocore(item, shape.member, f"{path}[{index}]")
    elif shape.type_name == "map" and isinstance(value, dict):
        yield from too_much(len(value), shape, path, "length")
        for key, item in value.items():
            yield from beyond_botocore(key, shape.key, f"{path} (key: {key})")
            yield from beyond_botocore(item, shape.value, f"{path}.{key}")
    elif isinstance(value, str):
        yield from wrong_text(value, shape, path)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and shape.type_name != "timestamp":
        yield from too_much(value, shape, path, "value")


def too_much(size: float, shape: Shape, path: str, what: str) -> Iterator[str]:
    most = shape.metadata.get("max")
    if most is not None and size > most:
        yield f"Invalid {what} for parameter {path}, value: {size}, valid max {what}: {most}"


def wrong_text(value: str, shape: Shape, path: str) -> Iterator[str]:
    if shape.type_name != "string":
        return
    yield from too_much(len(value), shape, path, "length")
    allowed = shape.metadata.get("enum")
    if allowed and value not in allowed:
        yield f"Invalid value for parameter {path}, value: {value}, valid values: {', '.join(allowed)}"
    pattern = compiled(shape.metadata.get("pattern"))
    # AWS matches the whole text, with anchors or without.
    if pattern is not None and not pattern.fullmatch(value):
        yield f"Invalid value for parameter {path}, value: {value}, expected to match {pattern.pattern}"


@cache
def compiled(pattern: str | None) -> "regex.Pattern[str] | None":
    """Undefined as well where a pattern is none that Python can read: such a text is not checked."""
    try:
        return None if pattern is None else regex.compile(pattern.replace(*SURROGATES))
    except regex.error:
        return None
