"""What the release answers and counts, and the names that it knows: routes, metrics, parsers, methods."""

import ast
import re
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import vllm
from fastapi import FastAPI
from vllm.config.cache import CacheDType
from vllm.config.speculative import SpeculativeMethod
from vllm.entrypoints.launchers.api_server.routers import register_api_routers
from vllm.model_executor.layers.quantization import QUANTIZATION_METHODS
from vllm.reasoning import ReasoningParserManager
from vllm.tool_parsers import ToolParserManager
from vllm.v1.attention.backends.registry import AttentionBackendEnum
from vllm.v1.metrics.buckets import (
    INTER_TOKEN_LATENCY_BUCKETS,
    REQUEST_LATENCY_BUCKETS,
    TIME_TO_FIRST_TOKEN_BUCKETS,
)

PACKAGE = Path(vllm.__file__).parent

# What the engine calls the tasks of a fleet's models: one that ranks is a classifier with one label.
TASKS = {"generate": "generate", "embed": "embed", "rerank": "classify"}


def routes(args: Namespace) -> dict[str, list[str]]:
    """`METHOD /path` of all that a server answers, by the fleet's task, as the release registers it."""
    return {task: routes_of(args, engine_task) for task, engine_task in TASKS.items()}


def routes_of(args: Namespace, task: str) -> list[str]:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.args = args
    model = SimpleNamespace(
        get_pooling_task=lambda supported: None if task == "generate" else task,
        hf_config=SimpleNamespace(num_labels=1),
        architecture="",
    )
    register_api_routers(args, app, (task,), model)
    return sorted({name for route in app.routes for name in names_of(route)})


def names_of(route) -> list[str]:
    return [f"{method} {route.path}" for method in getattr(route, "methods", None) or []]


def metrics() -> list[dict]:
    """Names of the Prometheus metrics in the release's own text, as they are given to the client library."""
    path = "v1/metrics/loggers.py"
    text = (PACKAGE / path).read_text()
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg == "name" and isinstance(node.value, ast.Constant):
            name = str(node.value.value)
            if re.fullmatch(r"vllm:[a-z0-9_]+", name):
                found.append({"name": name, "source": f"vllm/{path}:{node.value.lineno}"})
    return sorted(found, key=lambda each: each["name"])


def names() -> dict[str, list[str]]:
    return {
        "toolCallParsers": sorted(ToolParserManager.list_registered()),
        "reasoningParsers": sorted(ReasoningParserManager.list_registered()),
        "speculativeMethods": sorted(get_args(SpeculativeMethod)),
        "attentionBackends": sorted(backend.name for backend in AttentionBackendEnum),
        "kvCacheDtypes": sorted(get_args(CacheDType)),
        "quantizationMethods": sorted(QUANTIZATION_METHODS),
    }


def histogram_bounds() -> dict[str, list[float]]:
    return {
        "firstToken": list(TIME_TO_FIRST_TOKEN_BUCKETS),
        "token": list(INTER_TOKEN_LATENCY_BUCKETS),
        "request": list(REQUEST_LATENCY_BUCKETS),
    }
