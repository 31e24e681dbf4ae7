"""Lets vLLM build its models as on NVIDIA H100s, on a machine without a GPU: import this before anything else of it."""

import torch
import vllm.platforms
from vllm.platforms.cuda import CudaPlatformBase
from vllm.platforms.interface import DeviceCapability

CAPABILITY = DeviceCapability(9, 0)


class H100(CudaPlatformBase):
    @classmethod
    def get_device_capability(cls, device_id: int = 0) -> DeviceCapability:
        return CAPABILITY

    @classmethod
    def has_device_capability(cls, capability, device_id: int = 0) -> bool:
        wanted = capability if isinstance(capability, tuple) else divmod(capability, 10)
        return tuple(CAPABILITY) >= tuple(wanted)

    @classmethod
    def get_device_name(cls, device_id: int = 0) -> str:
        return "NVIDIA H100 80GB HBM3"

    @classmethod
    def get_device_total_memory(cls, device_id: int = 0) -> int:
        return 80 * 2**30

    @classmethod
    def num_compute_units(cls, device_id: int = 0) -> int:
        return 132

    @classmethod
    def current_device(cls) -> str:
        """Where layers put what they make themselves: shapes without values, as all else of the model."""
        return "meta"

    @classmethod
    def device_count(cls) -> int:
        return 8

    @classmethod
    def is_fully_connected(cls, physical_device_ids: list[int]) -> bool:
        return True


class NoStream:
    """In place of a queue or a mark of work on the GPU, which layers make and nothing here uses."""

    def __init__(self, *args, **kwargs):
        pass


torch.cuda.Stream = torch.cuda.Event = NoStream
vllm.platforms._current_platform = H100()
H100.import_kernels()
