"""The encoder that is shared by the heads and trained with them."""

from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging as transformers_logging

from training.errors import TrainingError

MAX_PIECES = 512
_FAST_HALF = frozenset({"avx512_bf16", "amx_bf16"})
_CPU_FLAGS = Path("/proc/cpuinfo")


class Hidden(NamedTuple):
    """The hidden states that Stanza reads from an encoder; here only the last layer."""

    hidden_states: tuple[Tensor, ...]


class SharedEncoder(nn.Module):
    """A transformer that computes in the given number format (autocast).

    Weights and output are in single precision.
    """

    _hf_peft_config_loaded = False  # read by Stanza
    config: Any

    def __init__(self, model: Any, number: torch.dtype) -> None:  # noqa: ANN401
        super().__init__()
        self.model = model
        self.config = model.config
        self._number = number
        self.frozen = False

    def train(self, mode: bool = True) -> "SharedEncoder":  # noqa: FBT001, FBT002 - torch's
        """Switch training mode on or off; a frozen encoder stays in evaluation mode."""
        return super().train(mode and not self.frozen)

    def forward(
        self,
        input_ids: Tensor,
        *,
        attention_mask: Tensor,
        output_hidden_states: bool = True,  # noqa: ARG002 - Stanza's way to ask
    ) -> Hidden:
        """Return the last layer in single precision."""
        with torch.autocast(
            input_ids.device.type,
            dtype=self._number,
            enabled=self._number != torch.float32,
        ):
            output = self.model(input_ids, attention_mask=attention_mask)
        return Hidden((output.last_hidden_state.float(),))


def load_encoder(folder: Path, device: str) -> tuple[SharedEncoder, Any]:
    """Return the encoder of a folder in transformers' format, and its tokenizer.

    Raises:
        TrainingError: the folder has no config.json.
    """
    transformers_logging.disable_progress_bar()
    if not (folder / "config.json").is_file():
        raise TrainingError(f"{folder}: there is no encoder (no config.json) in it")
    model = AutoModel.from_pretrained(
        str(folder),
        add_pooling_layer=False,
        dtype=torch.float32,
        local_files_only=True,
        attention_probs_dropout_prob=0.0,
    )
    tokenizer: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    tokenizer.model_max_length = MAX_PIECES
    encoder = SharedEncoder(model, number_format(device))
    return encoder.to(device), tokenizer


def find_device() -> str:
    """Return ``cuda`` if torch finds a GPU, else ``cpu``."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def number_format(device: str) -> torch.dtype:
    """Return bfloat16 if the device computes in it natively, else float32."""
    if device == "cuda":
        fast = torch.cuda.is_bf16_supported(including_emulation=False)
        return torch.bfloat16 if fast else torch.float32
    return cpu_number_format(_CPU_FLAGS.read_text() if _CPU_FLAGS.is_file() else "")


def cpu_number_format(cpuinfo: str) -> torch.dtype:
    """Return the number format for a processor with the flags of ``/proc/cpuinfo``."""
    return torch.bfloat16 if _FAST_HALF & set(cpuinfo.split()) else torch.float32


def save_encoder(encoder: SharedEncoder, tokenizer: Any, folder: Path) -> None:  # noqa: ANN401
    """Write the encoder in transformers' format."""
    encoder.model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
