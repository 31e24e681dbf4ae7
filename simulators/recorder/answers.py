"""What goes back, in the protocol of the call."""

from dataclasses import dataclass
from typing import Any

from botocore.model import DenormalizedStructureBuilder, Shape
from botocore.serialize import RpcV2CBORSerializer
from moto.core.serialize import SerializationContext, get_serializer_class

from identify import Call

CBOR = "smithy-rpc-v2-cbor"
CBOR_HEADERS = {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
CBOR_ERROR = DenormalizedStructureBuilder().with_members(
    {"__type": {"type": "string"}, "message": {"type": "string"}}
).build_model()


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Fault(Exception):
    """As AWS says no: a code that clients know, and a message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def least_result(shape: Shape | None) -> dict[str, Any]:
    """The smallest result that the model allows: empty lists and maps, and what is required."""
    if shape is None:
        return {}
    empty = {"list": [], "map": {}}
    return {
        name: empty.get(member.type_name, least_value(member))
        for name, member in shape.members.items()
        if member.type_name in empty or name in shape.required_members
    }


def least_value(shape: Shape) -> Any:
    if shape.type_name == "structure":
        return {name: least_value(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "string":
        return (shape.enum or ["-" * max(1, shape.metadata.get("min", 1))])[0]
    return {"list": [], "map": {}, "boolean": False, "blob": b"", "timestamp": 0}.get(
        shape.type_name, shape.metadata.get("min", 0)
    )


def success(call: Call, result: dict[str, Any], request_id: str) -> Answer:
    if call.protocol == CBOR:
        shape = call.operation.output_shape
        return Answer(200, {**CBOR_HEADERS}, b"\xa0" if shape is None else cbor(result, shape))
    return serialized(call, result, request_id)


def failure(call: Call, status: int, code: str, message: str, request_id: str) -> Answer:
    if call.protocol == CBOR:
        body = cbor({"__type": code, "message": message}, CBOR_ERROR)
        party = "Sender" if status < 500 else "Receiver"
        return Answer(status, {**CBOR_HEADERS, "x-amzn-query-error": f"{code};{party}"}, body)
    answer = serialized(call, Fault(code, message), request_id)
    return Answer(status, answer.headers, answer.body)


def serialized(call: Call, result: Any, request_id: str) -> Answer:
    serializer = get_serializer_class(call.service, call.protocol)
    answer = serializer(call.operation, SerializationContext(request_id)).serialize(result)
    headers = {**answer["headers"], "x-amzn-RequestId": request_id}
    if call.protocol == "json":
        version = call.operation.service_model.metadata.get("jsonVersion", "1.0")
        headers["Content-Type"] = f"application/x-amz-json-{version}"
    body = answer["body"]
    return Answer(answer["status_code"], headers, body.encode() if isinstance(body, str) else body)


def cbor(value: dict[str, Any], shape: Shape) -> bytes:
    body = bytearray()
    RpcV2CBORSerializer()._serialize_data_item(body, value, shape)
    return bytes(body)
