"""Writes what the installed vLLM needs to be imported, without what only a GPU needs: python write_requirements.py FILE"""

import sys
from importlib.metadata import requires
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

# Kernels and loaders that the release imports only where a GPU runs them.
FOR_A_GPU = {
    "apache-tvm-ffi",
    "fastsafetensors",
    "flashinfer-python",
    "humming-kernels",
    "instanttensor",
    "nvidia-cudnn-frontend",
    "nvidia-cutlass-dsl",
    "nvtx",
    "pynvvideocodec",
    "quack-kernels",
    "tilelang",
    "tokenspeed-mla",
    "torchaudio",
    "torchcodec",
}


def is_needed(requirement: Requirement) -> bool:
    optional = requirement.marker is not None and not requirement.marker.evaluate({"extra": ""})
    return not optional and requirement.name.lower() not in FOR_A_GPU


needed = [line for line in requires("vllm") or [] if is_needed(Requirement(line))]
Path(sys.argv[1]).write_text("\n".join(needed) + "\n")
