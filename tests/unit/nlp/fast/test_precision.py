"""The precision of the encoder."""

import pytest
import torch

from service.nlp.fast.precision import choose_dtype, choose_threads


def give(monkeypatch: pytest.MonkeyPatch, **has: bool) -> None:
    """Let torch report a processor with these instructions."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: has)


@pytest.mark.parametrize(
    ("has", "expected"),
    [
        ({}, torch.float32),
        ({"avx2": True, "avx512_bf16": False}, torch.float32),
        ({"avx512_vnni": True, "amx_tile": True}, torch.float32),
        ({"avx512_bf16": True}, torch.bfloat16),
        ({"amx_bf16": True}, torch.bfloat16),
    ],
    ids=str,
)
def test_auto(
    monkeypatch: pytest.MonkeyPatch, has: dict[str, bool], expected: torch.dtype
) -> None:
    """``auto`` is bf16 exactly where the processor multiplies it."""
    give(monkeypatch, **has)
    assert choose_dtype("auto") == expected


def test_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """An explicit precision is used on any processor."""
    give(monkeypatch, avx512_bf16=True)
    assert choose_dtype("fp32") == torch.float32
    give(monkeypatch)
    assert choose_dtype("bf16") == torch.bfloat16


def test_other_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """``auto`` on a GPU is fp32, whatever the processor."""
    give(monkeypatch, avx512_bf16=True)
    assert choose_dtype("auto", "cuda") == torch.float32


@pytest.mark.parametrize(
    ("dtype", "threads", "expected"),
    [(torch.float32, 1, 1), (torch.float32, 4, 4), (torch.bfloat16, 4, 1)],
)
def test_threads(dtype: torch.dtype, threads: int, expected: int) -> None:
    """In bfloat16 there is one thread, as the sums depend on their number."""
    assert choose_threads(dtype, threads) == expected
