"""What was called, and what is to be answered: shared by the threads of the server, changed under one lock."""

import base64
import threading
from datetime import datetime
from typing import Any

from constraints import problems
from identify import Call
from service_models import LOADER, service_model

RULE_MEMBERS = {
    "service", "operation", "region", "times", "delaySeconds", "drop", "status", "code", "message", "response",
}


class WrongRule(Exception):
    pass


def plain(value: Any) -> Any:
    """As JSON can carry it."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, datetime) else value


def checked(rule: Any) -> dict[str, Any]:
    """A rule whose response its service could not give is refused, so that no test rests on one."""
    if not isinstance(rule, dict) or not rule.keys() <= RULE_MEMBERS:
        raise WrongRule(f"rule: has unknown members, got {rule!r}, expected some of {', '.join(sorted(RULE_MEMBERS))}")
    service = rule.get("service")
    if service is not None and service not in LOADER.list_available_services("service-2"):
        raise WrongRule(f"rule.service: is not known to botocore, got {service}")
    operation = rule.get("operation")
    if operation is not None and (service is None or operation not in service_model(service).operation_names):
        raise WrongRule(f"rule.operation: is no operation of {service}, got {operation}")
    if "response" in rule:
        if operation is None:
            raise WrongRule("rule.response: needs a service and an operation")
        wrong = problems(rule["response"], service_model(service).operation_model(operation).output_shape)
        if wrong:
            raise WrongRule(f"rule.response: {'; '.join(wrong)}")
    return dict(rule)


class Journal:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.calls: list[dict[str, Any]] = []
        self.rules: list[dict[str, Any]] = []
        self.forgotten = 0

    def record(self, entry: dict[str, Any], begun: int) -> None:
        """`begun` is what `forgotten` was when the call began: a call that was answered late is forgotten too."""
        with self.lock:
            if begun == self.forgotten:
                self.calls.append(plain(entry))

    def change(self, change: Any) -> None:
        """`rules` replaces all rules, `forget` empties the list of calls."""
        if not isinstance(change, dict) or not change.keys() <= {"rules", "forget"}:
            raise WrongRule(f"control: expected rules, forget, or both, got {change!r}")
        rules = None if "rules" not in change else [checked(rule) for rule in change["rules"]]
        with self.lock:
            if rules is not None:
                self.rules = rules
            if change.get("forget"):
                self.calls.clear()
                self.forgotten += 1

    def state(self) -> dict[str, Any]:
        with self.lock:
            return {"calls": list(self.calls), "rules": list(self.rules)}

    def rule_for(self, call: Call) -> dict[str, Any]:
        """The first that fits and is not used up; an empty one where there is none."""
        asked = {"service": call.service, "operation": call.operation.name, "region": call.region}
        with self.lock:
            for rule in self.rules:
                if all(rule.get(name, value) == value for name, value in asked.items()) and rule.get("times", 1) > 0:
                    if "times" in rule:
                        rule["times"] -= 1
                    return dict(rule)
        return {}
