"""Runs cfn-lint over templates, each in its own region, with a process for each core that loads rules and schemas once.

Reads lines of `REGION PATH` from standard input, prints what cfn-lint finds, and fails when it finds anything.
"""

import functools
import multiprocessing
import os
import sys

from cfnlint.config import ConfigMixIn
from cfnlint.runner import Runner
from cfnlint.runner.template import run_template_by_file_path


@functools.cache
def runner_of(region: str) -> Runner:
    """Reads the configuration from .cfnlintrc.yaml, as the cfn-lint command does."""
    return Runner(ConfigMixIn(["--regions", region]))


def findings_of(task: tuple[str, str]) -> str:
    region, path = task
    runner = runner_of(region)
    matches = list(run_template_by_file_path(path, runner.config, runner.rules, False))
    return runner.formatter.print_matches(matches, runner.rules, config=runner.config)


def main() -> int:
    tasks = [tuple(line.split(maxsplit=1)) for line in sys.stdin.read().splitlines()]
    # The largest templates come first, so that all cores finish at about the same time.
    tasks.sort(key=lambda task: os.path.getsize(task[1]), reverse=True)
    with multiprocessing.Pool() as pool:
        found = [text for text in pool.imap_unordered(findings_of, tasks) if text]
    print("\n".join(found + [f"{len(tasks)} templates, {len(found)} with findings"]))
    return 1 if found or not tasks else 0


if __name__ == "__main__":
    sys.exit(main())
