"""Writes what the installed release of vLLM makes of each known model: python read_models.py RELEASE KNOWN_MODELS.json OUTPUT.json

It builds the release's own model on the `meta` device, which holds shapes and no values, as one GPU of a replica of 1 and
of 8 would, and asks each layer what it keeps of a sequence.
"""

import gc
import json
import logging
import sys
import tempfile
import traceback
from datetime import datetime, timezone
from pathlib import Path

import as_h100  # noqa: F401  before anything else of vLLM
import torch
from torch.overrides import TorchFunctionMode
from vllm._version import __version__
from vllm.config import CacheConfig, DeviceConfig, ModelConfig, VllmConfig, set_current_vllm_config
from vllm.distributed import (
    destroy_model_parallel,
    init_distributed_environment,
    initialize_model_parallel,
)
from vllm.distributed import parallel_state
from vllm.model_executor.layers.attention_layer_base import AttentionLayerBase
from vllm.model_executor.model_loader.utils import initialize_model
from vllm.model_executor.models import registry
from vllm.utils.torch_utils import set_default_torch_dtype
from vllm.v1.core.kv_cache_planning import get_kv_cache_groups
from vllm.v1.kv_cache_layout import KVCacheLayout

REPLICAS = (1, 8)

# The release looks at a model's class in a process of its own, which would not know of `as_h100`.
registry._run_in_subprocess = lambda look: look()


def main(release: str, known_models: str, output: str) -> None:
    if __version__ != release:
        sys.exit(f"vllm: is another release, got {__version__}, expected {release}")
    logging.disable(logging.CRITICAL)
    with tempfile.NamedTemporaryFile() as store:
        init_distributed_environment(1, 0, f"file://{store.name}", 0, "gloo")
        rows = json.loads(Path(known_models).read_text())["rows"]
        models = [
            {"id": row["id"], **read(row["config"], "generate" if row.get("task") is None else "pooling")} for row in rows
        ]
    table = {"release": __version__, "readOn": datetime.now(timezone.utc).date().isoformat(), "models": models}
    Path(output).write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n")


def read(config: dict, runner: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "config.json").write_text(json.dumps(completed(config)))
        try:
            model = model_config(folder, runner)
        except Exception as fault:  # each of the release's checks has its own errors
            return {"refused": one_line(fault, folder)}
        return {
            "architecture": model.architecture,
            "contextTokens": model.max_model_len,
            "onEachGpu": {str(gpus): built(gpus, folder, runner) for gpus in REPLICAS},
        }


def completed(part):
    """The copies leave out keys that say nothing about memory; without some of them the release builds no model."""
    if isinstance(part, list):
        return [completed(each) for each in part]
    if not isinstance(part, dict):
        return part
    whole = {key: completed(value) for key, value in part.items()}
    if whole.get("rope_type") in ("default", "proportional"):
        whole.setdefault("rope_theta", 1_000_000)
    if whole.get("model_type") == "qwen3_vl_moe_text":
        whole.setdefault("norm_topk_prob", True)
    return whole


def model_config(folder: str, runner: str) -> ModelConfig:
    return ModelConfig(model=folder, tokenizer=folder, runner=runner, skip_tokenizer_init=True, enforce_eager=True)


class OnMeta(TorchFunctionMode):
    """Layers that ask for memory of the GPU by name get shapes too."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        kwargs = dict(kwargs or {})
        if str(kwargs.get("device")).startswith("cuda"):
            kwargs["device"] = "meta"
        return function(*args, **kwargs)


def built(gpus: int, folder: str, runner: str) -> dict:
    try:
        model = model_config(folder, runner)
        # As `EngineArgs.create_engine_config`, which needs a GPU.
        kinds = getattr(model.hf_text_config, "layer_types", None)
        everywhere = kinds is None or all(kind == "sliding_attention" for kind in kinds)
        window = model.get_sliding_window() if everywhere else None
        config = VllmConfig(
            model_config=model,
            cache_config=CacheConfig(sliding_window=window),
            device_config=DeviceConfig(device="cpu"),
        )
        with set_current_vllm_config(config):
            initialize_model_parallel(1, 1)
            for group in (parallel_state._TP, parallel_state._EP):
                if group is not None:
                    group.world_size = gpus
            config.parallel_config.tensor_parallel_size = gpus
            model.verify_with_parallel_config(config.parallel_config)
            with set_default_torch_dtype(model.dtype), torch.device("meta"), OnMeta():
                network = initialize_model(config)
            return {
                "parameters": parameters(network),
                "weightBytes": weight_bytes(network),
                "caches": caches(config),
                **groups(config),
            }
    except Exception as fault:
        return {"refused": one_line(fault, folder)}
    finally:
        destroy_model_parallel()
        gc.collect()


def parameters(model: torch.nn.Module) -> int:
    return sum(each.numel() for each in model.parameters())


def weight_bytes(model: torch.nn.Module) -> int:
    return sum(each.numel() * each.element_size() for each in model.parameters())


def specs_of(config: VllmConfig) -> dict:
    """What each layer keeps; one that uses the cache of another keeps nothing itself."""
    layers = config.compilation_config.static_forward_context.items()
    specs = {
        name: layer.get_kv_cache_spec(config)
        for name, layer in layers
        if isinstance(layer, AttentionLayerBase) and getattr(layer, "kv_sharing_target_layer_name", None) is None
    }
    return {name: spec for name, spec in specs.items() if spec is not None}


def groups(config: VllmConfig) -> dict:
    """How the release puts layers that keep their cache in several ways together; nothing where all are alike.

    Beside states it first fits the blocks to one another, which needs a GPU.
    """
    specs = specs_of(config)
    if len({type(spec) for spec in specs.values()}) < 2 or any(hasattr(spec, "shapes") for spec in specs.values()):
        return {}
    config.cache_config.kv_cache_layout = KVCacheLayout.LBNHC.name
    kinds: dict[tuple, dict] = {}
    for group in get_kv_cache_groups(config, specs):
        spec = group.kv_cache_spec
        kind, window, layers = type(spec).__name__, getattr(spec, "sliding_window", None), len(group.layer_names)
        entry = {"kind": kind, "groups": 0, "layers": 0, "blockTokens": spec.block_size, "blockBytes": spec.page_size_bytes}
        entry = kinds.setdefault((kind, window, spec.page_size_bytes), entry)
        entry["groups"] += 1
        entry["layers"] = max(entry["layers"], layers)
    return {"groups": list(kinds.values())}


def caches(config: VllmConfig) -> list[dict]:
    """What layers of one kind keep on one GPU: bytes of a token, or of a sequence where they do not grow with it."""
    kinds: dict[tuple, dict] = {}
    for spec in specs_of(config).values():
        kind, state = type(spec).__name__, hasattr(spec, "shapes")
        window = getattr(spec, "sliding_window", None) or getattr(spec, "attention_chunk_size", None)
        size = spec.page_size_bytes if state else spec.page_size_bytes / spec.block_size
        entry = kinds.setdefault((kind, window, size), {"kind": kind, "layers": 0})
        entry["layers"] += 1
        entry["bytesPerSequence" if state else "bytesPerToken"] = size
        if window is not None:
            entry["windowTokens"] = window
    return list(kinds.values())


def one_line(fault: Exception, folder: str) -> str:
    """An assertion without a message is known by its own line of the release."""
    text = " ".join(str(fault).replace(folder, "the model").split())
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = last.filename.partition("site-packages/")[2]
    return text[:300] or f"{last.line} ({place}:{last.lineno})"


if __name__ == "__main__":
    main(*sys.argv[1:])
