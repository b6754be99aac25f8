"""The device and the number format of the encoder."""

import pytest
import torch

from training.encoder import cpu_number_format, find_device, number_format


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("flags : fpu avx512f avx512_bf16 vaes", torch.bfloat16),
        ("flags : fpu amx_bf16", torch.bfloat16),
        ("flags : fpu avx512f", torch.float32),
        ("", torch.float32),
    ],
)
def test_the_processor_decides_the_number_format(
    flags: str, expected: torch.dtype
) -> None:
    """Half precision only where the processor computes in it."""
    assert cpu_number_format(flags) == expected


@pytest.mark.parametrize(
    ("fast", "expected"), [(True, torch.bfloat16), (False, torch.float32)]
)
def test_a_gpu_decides_it_by_itself(
    monkeypatch: pytest.MonkeyPatch, *, fast: bool, expected: torch.dtype
) -> None:
    """A GPU is taken where there is one; bfloat16 if it does not emulate that."""
    asked = []

    def supported(*, including_emulation: bool) -> bool:
        asked.append(including_emulation)
        return fast

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", supported)

    assert number_format(find_device()) == expected
    assert asked == [False]
