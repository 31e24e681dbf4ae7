"""The arguments of `vllm serve`, read from the release's own parser."""

import argparse
import ast
import json
import math
from functools import cache
from pathlib import Path

import vllm

PACKAGE = Path(vllm.__file__).parent
# Where the release declares its arguments: `add_argument` calls and fields of argument classes.
DECLARATIONS = ("engine/arg_utils.py", "entrypoints/common/cli_args.py", "entrypoints/cli/serve.py")


def flags(parser: argparse.ArgumentParser) -> list[dict]:
    """One entry for each argument that begins with two dashes, sorted by name."""
    actions = [
        action
        for action in parser._actions
        if any(map(is_long, action.option_strings)) and "--help" not in action.option_strings
    ]
    accepted = parser._option_string_actions
    return sorted(
        (entry(action, [name for name in accepted if accepted[name] is action and is_long(name)]) for action in actions),
        key=lambda each: each["flag"],
    )


def is_long(option: str) -> bool:
    return option.startswith("--")


def entry(action: argparse.Action, accepted: list[str]) -> dict:
    """`accepted` are all ways to write it, also those that the release's help no longer shows."""
    flag = next(filter(is_long, action.option_strings))
    result = {"flag": flag, "kind": kind(action), "source": source(flag)}
    others = sorted(name for name in accepted if name != flag)
    if others:
        result["alsoWritten"] = others
    if action.nargs in ("+", "*") or isinstance(action.nargs, int) and action.nargs > 0:
        result["several"] = True
    choices = sorted(each for each in action.choices or [] if each is not None)
    if choices:
        result["choices"] = choices
    default = plain(action.default)
    if default not in (None, argparse.SUPPRESS):
        result["default"] = default
    if getattr(action, "deprecated", False) or "Deprecated" in type(action).__name__:
        result["deprecated"] = True
    return result


def is_switch(action: argparse.Action) -> bool:
    return action.nargs == 0 or isinstance(action, argparse.BooleanOptionalAction)


def kind(action: argparse.Action) -> str:
    """Found by offering values to the parser's own conversion, as its type hints are lost there."""
    if is_switch(action):
        return "switch"
    accepts = lambda text: converts(action.type, text)
    if accepts("any text"):
        return "text"
    if accepts("0.5"):
        return "json" if accepts("[1]") else "number"
    if accepts("1"):
        return "json" if accepts("[1]") else "integer"
    return "json"


def converts(convert, text: str) -> bool:
    if convert is None:
        return True
    try:
        convert(text)
        return True
    except Exception:  # every conversion has its own errors
        return False


def plain(value):
    """The default as JSON has it; undefined where it is an object of the engine."""
    try:
        text = json.dumps(value)
    except TypeError:
        return None
    return None if isinstance(value, float) and not math.isfinite(value) else json.loads(text)


def source(flag: str) -> str:
    name = flag.removeprefix("--").replace("-", "_")
    for path in DECLARATIONS:
        literals, fields = declared(path)
        line = literals.get(flag, fields.get(name))
        if line is not None:
            return f"vllm/{path}:{line}"
    raise LookupError(f"{flag}: declared in none of {', '.join(DECLARATIONS)}")


@cache
def declared(path: str) -> tuple[dict[str, int], dict[str, int]]:
    """Lines of a file's `add_argument("--flag")` calls and of its classes' fields, the first of each."""
    literals: dict[str, int] = {}
    fields: dict[str, int] = {}
    for node in ast.walk(ast.parse((PACKAGE / path).read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_argument":
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    literals.setdefault(argument.value, argument.lineno)
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                    fields.setdefault(statement.target.id, statement.lineno)
    return literals, fields
