"""Lets vLLM be imported as on an NVIDIA GPU, on a machine without one: import this before anything else of it."""

import vllm.platforms
from vllm.platforms.interface import Platform, PlatformEnum


class NoGpu(Platform):
    _enum = PlatformEnum.CUDA
    device_name = "cuda"
    device_type = "cuda"


vllm.platforms._current_platform = NoGpu()
