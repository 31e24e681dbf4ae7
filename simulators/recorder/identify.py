"""Which operation of which service a request calls, and in which protocol."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from moto.core.model import OperationModel, ServiceModel

from service_models import models_signed_as

SIGNATURE = re.compile(r"Credential=[^/]+/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
RPC_PATH = re.compile(r"^/service/(?P<service>[^/]+)/operation/(?P<operation>[^/]+)$")


class NotAnAwsCall(Exception):
    pass


@dataclass
class Request:
    method: str
    target: str
    # Names in lower case.
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)


@dataclass
class Call:
    region: str
    protocol: str
    operation: OperationModel
    # The query protocols fill `form`, REST fills the parameters of the path.
    form: dict[str, str] = field(default_factory=dict)
    path_parameters: dict[str, str] = field(default_factory=dict)

    @property
    def service(self) -> str:
        return self.operation.service_model.service_name


def identify(request: Request) -> Call:
    signature = SIGNATURE.search(request.headers.get("authorization", ""))
    if signature is None:
        raise NotAnAwsCall("the request carries no Signature Version 4")
    models = models_signed_as(signature["service"])
    for model in models:
        call = called(request, model, signature["region"])
        if call is not None:
            return call
    names = ", ".join(model.service_name for model in models) or signature["service"]
    raise NotAnAwsCall(f"{request.method} {request.path} is no operation of {names}")


def called(request: Request, model: ServiceModel, region: str) -> Call | None:
    operations = model.operation_names
    prefix = model.metadata.get("targetPrefix")

    rpc = RPC_PATH.match(request.path)
    if rpc is not None and request.headers.get("smithy-protocol") == "rpc-v2-cbor":
        if rpc["service"] != (prefix or model.service_name) or rpc["operation"] not in operations:
            return None
        return Call(region, "smithy-rpc-v2-cbor", model.operation_model(rpc["operation"]))

    target = request.headers.get("x-amz-target", "")
    if target:
        service, _, name = target.partition(".")
        if service != prefix or name not in operations:
            return None
        return Call(region, "json", model.operation_model(name))

    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        if form.get("Version") != model.api_version or form.get("Action") not in operations:
            return None
        protocol = "ec2" if model.protocol == "ec2" else "query"
        return Call(region, protocol, model.operation_model(form["Action"]), form=form)

    if model.protocol in ("rest-json", "rest-xml"):
        return rest_call(request, model, region)
    return None


def rest_call(request: Request, model: ServiceModel, region: str) -> Call | None:
    """The most special operation that fits: several share a path, and differ in what the query and the headers say."""
    given = dict(request.query)
    fits: list[tuple[int, int, Call]] = []
    for name in model.operation_names:
        operation = model.operation_model(name)
        path, _, literals = operation.http["requestUri"].partition("?")
        match = re.fullmatch(path_pattern(path), request.path)
        literal = dict(parse_qsl(literals, keep_blank_values=True))
        if operation.http["method"] != request.method or match is None or not literal.items() <= given.items():
            continue
        values = {key: unquote(value) for key, value in match.groupdict().items()}
        shape = operation.input_shape
        queries = shape.required_query_args if shape else []
        headers = [header.lower() for header in shape.required_headers] if shape else []
        missing = sum(query not in given for query in queries) + sum(header not in request.headers for header in headers)
        special = len(literal) + len(queries) + len(headers) - len(values)
        call = Call(region, model.protocol, operation, path_parameters=values)
        fits.append((missing, -special, call))
    return min(fits, key=lambda fit: fit[:2])[2] if fits else None


def path_pattern(path: str) -> str:
    """`/{Bucket}/{Key+}` as a pattern; a part with + takes slashes too."""
    parts = re.split(r"(\{\w+\+?\})", path)
    named = [
        f"(?P<{part[1:-1].rstrip('+')}>{'.+' if part.endswith('+}') else '[^/]+'})" if part.startswith("{") else re.escape(part)
        for part in parts
    ]
    return "".join(named) + "/?"
