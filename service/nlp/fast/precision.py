# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
"""In which precision the encoder computes: the fastest that the processor has."""

from typing import Literal

import torch

Precision = Literal["auto", "fp32", "bf16"]

FAST_BF16 = ("avx512_bf16", "amx_bf16")
"""Instructions that multiply bfloat16. Where a processor has none of them it is
emulated: 23 times slower than fp32, measured on one with AVX2."""


def choose_dtype(precision: Precision, device: str = "cpu") -> torch.dtype:
    """Return what the encoder's products are computed in.

    Args:
        precision: ``auto`` takes bfloat16 on a processor that computes in it.
        device: ``auto`` is fp32 on anything but a processor.
    """
    if precision == "auto":
        fast = device == "cpu" and computes_in_bf16()
        return torch.bfloat16 if fast else torch.float32
    return torch.bfloat16 if precision == "bf16" else torch.float32


def computes_in_bf16() -> bool:
    """Tell whether this processor multiplies bfloat16 by itself."""
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in FAST_BF16)
