"""Parameters of a call, and everything on the wire that its service model does not know."""

import json
from collections.abc import Iterator
from typing import Any

import xmltodict
from botocore.parsers import RpcV2CBORParser
from botocore.serialize import create_serializer
from moto.core.parse import PROTOCOL_PARSERS
from werkzeug.datastructures import Headers, MultiDict

from identify import Call, Request


class Unreadable(Exception):
    pass


def read_parameters(call: Call, request: Request) -> tuple[Any, list[str]]:
    """Parameters under the names of the model, and what is wrong with how they came."""
    if call.operation.input_shape is None:
        return {}, []
    try:
        if call.protocol == "smithy-rpc-v2-cbor":
            parser = RpcV2CBORParser()
            stream = parser.get_peekable_stream_from_bytes(request.body)
            return without_nulls(parser.parse_data_item(stream) if request.body else {}), []
        if call.protocol == "json":
            return without_nulls(json.loads(request.body or b"{}")), []
        return parsed(call, request)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"the body cannot be read: {error}") from error


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def parsed(call: Call, request: Request) -> tuple[Any, list[str]]:
    """What botocore would send for the parsed parameters is compared with what came: a difference is unknown."""
    values = MultiDict(call.form or request.query)
    parameters = PROTOCOL_PARSERS[call.protocol](call.operation).parse(
        {
            "body": request.body,
            "headers": Headers(list(request.headers.items())),
            "method": request.method,
            "url_params": call.path_parameters,
            "url_path": request.path,
            "values": values,
        }
    )
    again = create_serializer(call.protocol, include_validation=False).serialize_to_request(
        parameters, call.operation
    )
    if call.protocol in ("query", "ec2"):
        return parameters, list(form_differences(call.form, again["body"]))
    return parameters, list(unknown_parts(tree(call, request.body), tree(call, again["body"]), ""))


def form_differences(came: dict[str, str], again: dict[str, Any]) -> Iterator[str]:
    for name, value in came.items():
        if name not in again:
            yield f"Unknown parameter in input: {name!r}"
        elif str(again[name]) in ("true", "false") and value not in ("true", "false"):
            yield f"Invalid type for parameter {name}, value: {value}, expected true or false"


def tree(call: Call, body: Any) -> Any:
    """A body as nested dictionaries; of a body that is one stream, nothing."""
    payload = call.operation.input_shape.serialization.get("payload")
    if payload and call.operation.input_shape.members[payload].type_name in ("blob", "string"):
        return None
    if not body:
        return None
    return json.loads(body) if call.protocol == "rest-json" else xmltodict.parse(body)


def unknown_parts(came: Any, again: Any, path: str) -> Iterator[str]:
    if isinstance(came, dict):
        known = again if isinstance(again, dict) else {}
        for name, value in came.items():
            if name.startswith("@"):
                continue
            if name not in known:
                yield f"Unknown parameter in input: {(path + '.' + name).strip('.')!r}"
            else:
                yield from unknown_parts(value, known[name], f"{path}.{name}")
    elif isinstance(came, list) and isinstance(again, list):
        for index, (item, other) in enumerate(zip(came, again)):
            yield from unknown_parts(item, other, f"{path}[{index}]")
