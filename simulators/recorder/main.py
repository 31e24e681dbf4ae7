"""Takes real calls of AWS SDKs and of the AWS CLI on loopback, checks them against AWS's models, and answers as told."""

import argparse
import gzip
import json
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

# The build takes every file of this folder into account.
sys.dont_write_bytecode = True

from answers import Answer, failure, least_result, success
from constraints import problems
from identify import NotAnAwsCall, Request, identify
from journal import Journal, WrongRule
from parameters import Unreadable, read_parameters

CONTROL_PATH = "/_control"
JOURNAL = Journal()


def respond(request: Request) -> Answer | None:
    """None where the connection is to be cut."""
    begun = JOURNAL.forgotten
    try:
        call = identify(request)
    except NotAnAwsCall as error:
        JOURNAL.record({"service": None, "operation": None, "problems": [str(error)], "status": 400}, begun)
        return Answer(400, {"Content-Type": "text/plain"}, str(error).encode())
    request_id = str(uuid4())
    try:
        parameters, found = read_parameters(call, request)
        found += problems(parameters, call.operation.input_shape)
    except Unreadable as error:
        parameters, found = {}, [str(error)]
    rule = JOURNAL.rule_for(call) if not found else {}
    time.sleep(rule.get("delaySeconds", 0))
    answer = answer_of(call, found, rule, request_id)
    JOURNAL.record(
        {
            "service": call.service,
            "operation": call.operation.name,
            "region": call.region,
            "protocol": call.protocol,
            "parameters": parameters,
            "problems": found,
            "status": None if answer is None else answer.status,
        },
        begun,
    )
    return answer


def answer_of(call: Any, found: list[str], rule: dict[str, Any], request_id: str) -> Answer | None:
    if found:
        code = "ValidationError" if call.protocol in ("query", "ec2") else "ValidationException"
        return failure(call, 400, code, "; ".join(found), request_id)
    if rule.get("drop"):
        return None
    if "code" in rule or "status" in rule:
        status = rule.get("status", 400)
        code = rule.get("code", "InternalFailure" if status >= 500 else "ValidationError")
        return failure(call, status, code, rule.get("message", code), request_id)
    result = rule.get("response", least_result(call.operation.output_shape))
    return success(call, result, request_id)


def control(request: Request) -> Answer:
    try:
        if request.method == "POST":
            JOURNAL.change(json.loads(request.body))
    except (WrongRule, json.JSONDecodeError) as error:
        return Answer(400, {"Content-Type": "application/json"}, json.dumps({"error": str(error)}).encode())
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(JOURNAL.state()).encode())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.read_body(headers)
        request = Request(self.command, self.path, headers, body)
        answer = control(request) if request.path == CONTROL_PATH else respond(request)
        if answer is None:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def read_body(self, headers: dict[str, str]) -> bytes:
        """As the client meant it: in one piece, and unpacked, for the SDKs compress many metrics."""
        if headers.get("transfer-encoding", "").lower() != "chunked":
            body = self.rfile.read(int(headers.get("content-length", 0)))
        else:
            chunks = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            body = b"".join(chunks)
        return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = answer

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a line would hold what a call says."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=0)
    server = ThreadingHTTPServer(("127.0.0.1", arguments.parse_args().port), Handler)
    server.daemon_threads = True
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"recorder: http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
