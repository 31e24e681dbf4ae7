"""Makes a library in place of NVIDIA's driver, so that the release's kernels can be loaded without one: python driver_stub.py FOLDER

Each function of the driver that they name answers CUDA_ERROR_NO_DEVICE. Nothing is ever computed with them.
"""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

NO_DEVICE = 100


def driver_functions() -> list[str]:
    """Undefined names of the driver's interface (cu and a capital letter) in all extensions of the release."""
    package = Path(find_spec("vllm").origin).parent
    names: set[str] = set()
    for extension in package.rglob("*.so"):
        listing = subprocess.run(
            ["nm", "--dynamic", "--undefined-only", str(extension)], check=True, capture_output=True, text=True
        ).stdout
        names.update(re.findall(r" (cu[A-Z]\w*)", listing))
    return sorted(names)


def main(folder: str) -> None:
    source = "".join(f"int {name}(void) {{ return {NO_DEVICE}; }}\n" for name in driver_functions())
    target = Path(folder) / "libcuda.so.1"
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-w", "-x", "c", "-Wl,-soname,libcuda.so.1", "-o", str(target), "-"],
        check=True,
        input=source,
        text=True,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
