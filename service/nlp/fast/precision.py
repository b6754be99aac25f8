# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
"""The precision of the encoder: bfloat16 where the processor computes in it."""

from typing import Literal

import torch

Precision = Literal["auto", "fp32", "bf16"]

FAST_BF16 = ("avx512_bf16", "amx_bf16")
"""CPU capabilities that multiply bfloat16. A processor without them emulates it: 23
times slower than fp32, measured on a processor with AVX2."""


def choose_dtype(precision: Precision, device: str = "cpu") -> torch.dtype:
    """Return the type in which the encoder multiplies matrices.

    Args:
        precision: ``auto`` is bfloat16 on a processor with one of ``FAST_BF16``,
            else fp32.
        device: on any device but ``cpu``, ``auto`` is fp32.
    """
    if precision == "auto":
        fast = device == "cpu" and computes_in_bf16()
        return torch.bfloat16 if fast else torch.float32
    return torch.bfloat16 if precision == "bf16" else torch.float32


def choose_threads(dtype: torch.dtype, threads: int) -> int:
    """Return the threads of torch: ``threads`` in fp32, always one in bfloat16.

    The number of threads decides where oneDNN divides a product, and in bfloat16 also
    what is rounded between: other sums, and at times other records.
    """
    return 1 if dtype is torch.bfloat16 else threads


def computes_in_bf16() -> bool:
    """Whether this processor has one of ``FAST_BF16``."""
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in FAST_BF16)
