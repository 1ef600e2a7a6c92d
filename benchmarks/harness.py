"""What the benchmarks share: measuring CPU time, and one way to print a figure beside its budget.

CPU time (user and system) is measured, not the clock on the wall, so that other work on the machine
changes the figures little. Every figure is the median of several runs; what is compared is run in turns.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import attrs

RUNS = 9
BASELINE = (sys.executable, "-c", "import attrs, cattrs, pendulum")

Command = Sequence[str]


@attrs.frozen(kw_only=True)
class Figure:
    """One measured figure with its budget, both in `unit`."""

    what: str
    measured: float
    budget: float
    unit: str = "s"

    @property
    def is_kept(self) -> bool:
        """Whether the figure is within its budget."""
        return self.measured <= self.budget

    def __str__(self) -> str:
        ratio = f"{self.measured / self.budget:.2f}" if self.budget else "-"
        word = "ok" if self.is_kept else "OVER"
        return (
            f"{self.what:<42} budget {self.budget:7.3f} {self.unit:<2}  "
            f"measured {self.measured:7.3f} {self.unit:<2}  ratio {ratio:>4}  {word}"
        )


def medians_of_commands(*commands: Command, runs: int = RUNS) -> list[float]:
    """The median CPU seconds of each command, run in turns; the first turn only warms the disk up."""
    taken = [[_cpu_of(command) for command in commands] for _ in range(runs + 1)][1:]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def _cpu_of(command: Command) -> float:
    """The CPU seconds of one process; one that could not do its work (exit code above 1) ends the run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)} left with {done.returncode}:\n{done.stderr}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def median_of(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """The median CPU seconds of a function in this process, after one call that fills the caches."""
    work()
    times = []
    for _ in range(runs):
        gc.collect()
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return statistics.median(times)


def peak_megabytes() -> float:
    """The most memory this process has held so far; the system counts it in KiB, on macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024)


def report(*figures: Figure) -> None:
    """Print the figures and leave with code 1 when one is over its budget."""
    for figure in figures:
        print(figure)
    sys.exit(0 if all(figure.is_kept for figure in figures) else 1)
