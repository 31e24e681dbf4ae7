"""Gives planned arguments to the release's own parser: python check_commands.py RELEASE COMMANDS.json OUTPUT.json

Writes them with what it says against any of them, and ends with 1 where it does.
"""

import argparse
import json
import logging
import sys
from datetime import datetime, timezone
from pathlib import Path

import no_gpu  # noqa: F401  before anything else of vLLM
from vllm._version import __version__
from vllm.engine.arg_utils import AsyncEngineArgs
from vllm.entrypoints.common.cli_args import make_arg_parser, validate_parsed_serve_args
from vllm.utils.argparse_utils import FlexibleArgumentParser


class Saying(FlexibleArgumentParser):
    """Says what is wrong to who asked, instead of ending the program."""

    def error(self, message: str):
        raise argparse.ArgumentError(None, message)


def fault(parser: argparse.ArgumentParser, arguments: list[str]) -> str | None:
    try:
        parsed = parser.parse_args(["/", *arguments])
        # As `vllm serve`; a folder that exists, since the release looks elsewhere for the files of any other.
        parsed.model = parsed.model_tag
        validate_parsed_serve_args(parsed)
        AsyncEngineArgs.from_cli_args(parsed)
    except Exception as against:  # parsing and each check have their own errors
        return " ".join(str(against).split())[:300]
    return None


def main(release: str, commands: str, output: str) -> None:
    if __version__ != release:
        sys.exit(f"vllm: is another release, got {__version__}, expected {release}")
    logging.disable(logging.CRITICAL)
    parser = make_arg_parser(Saying())
    read = [
        {**each, **({} if against is None else {"refused": against})}
        for each in json.loads(Path(commands).read_text())
        for against in [fault(parser, each["arguments"])]
    ]
    read_on = datetime.now(timezone.utc).date().isoformat()
    lines = ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in read)
    Path(output).write_text(
        f'{{\n "release": "{__version__}",\n "readOn": "{read_on}",\n "commands": [\n{lines}\n ]\n}}\n'
    )
    refused = [each["of"] for each in read if "refused" in each]
    if refused:
        sys.exit(f"commands: are refused by vLLM {release}: {', '.join(refused)}; see {output}")


if __name__ == "__main__":
    main(*sys.argv[1:])
