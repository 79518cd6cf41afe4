"""The machine a figure was measured on: a figure without it says nothing.

python -m benchmarks.machine
"""

import os
import platform
import re
from pathlib import Path


def first_match(path: str, pattern: str, otherwise: str) -> str:
    """The first group of the pattern in a file of the kernel; `otherwise` where there is no such file or line."""
    try:
        match = re.search(pattern, Path(path).read_text("utf-8"), re.MULTILINE)
    except OSError:
        return otherwise
    return match.group(1).strip() if match else otherwise


def describe_machine() -> str:
    """Processor, cores this process may use, memory in GB (10^9 bytes), system and Python."""
    model = first_match(
        "/proc/cpuinfo", r"^model name\s*:\s*(.+)$", platform.processor() or platform.machine()
    )
    kilobytes = first_match("/proc/meminfo", r"^MemTotal:\s*(\d+) kB$", "")
    memory = f"{int(kilobytes) * 1024 / 1e9:.0f} GB" if kilobytes else "memory unknown"
    has_affinity = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    system = f"{platform.system()} {platform.release()}"
    return f"{model}, {cores} cores, {memory}, {system}, Python {platform.python_version()}"


def print_machine() -> None:
    """The first line every benchmark prints."""
    print(f"machine: {describe_machine()}")


if __name__ == "__main__":
    print_machine()
