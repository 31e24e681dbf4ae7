"""Writes what the installed release of vLLM says about itself: python read_release.py RELEASE OUTPUT.json"""

import json
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import no_gpu  # noqa: F401  before anything else of vLLM
import surface
from flags import flags
from vllm._version import __commit_id__, __version__
from vllm.entrypoints.common.cli_args import make_arg_parser
from vllm.utils.argparse_utils import FlexibleArgumentParser


def read() -> dict:
    parser = make_arg_parser(FlexibleArgumentParser())
    return {
        "release": __version__,
        "commit": __commit_id__,
        "readOn": datetime.now(timezone.utc).date().isoformat(),
        "readWith": {name: version(name) for name in ("torch", "transformers")},
        "flags": flags(parser),
        **surface.names(),
        "routes": surface.routes(parser.parse_args([])),
        "metrics": surface.metrics(),
        "histogramBounds": surface.histogram_bounds(),
    }


def main(release: str, output: str) -> None:
    if __version__ != release:
        sys.exit(f"vllm: is another release, got {__version__}, expected {release}")
    Path(output).write_text(json.dumps(read(), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
