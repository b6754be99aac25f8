"""The machine of a measurement."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

FEATURES = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_tile")


def describe() -> str:
    """Return a line with processor, relevant instruction sets and versions."""
    info = Path("/proc/cpuinfo").read_text()
    pairs = (line.partition(":") for line in info.splitlines())
    fields = {name.strip(): value.strip() for name, colon, value in pairs if colon}
    flags = fields.get("flags", "").split()
    had = ", ".join(f"{name} {'yes' if name in flags else 'no'}" for name in FEATURES)
    cores = len(os.sched_getaffinity(0))
    packages = ", ".join(f"{one} {version(one)}" for one in ("torch", "stanza"))
    return (
        f"{fields.get('model name', platform.machine())}, {cores} cores; {had}; "
        f"Python {platform.python_version()}, {packages}"
    )
