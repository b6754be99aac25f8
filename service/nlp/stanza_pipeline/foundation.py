# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""The shared encoder in the form of Stanza's pipelines: a transformers model."""

from pathlib import Path
from typing import Any

import torch
from stanza.models.common.foundation_cache import BertRecord, FoundationCache
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging as transformers_logging

from service.nlp.fast.encoder import MAX_PIECES
from service.nlp.fast.loading import ENCODER_FOLDER, ENCODER_NAME
from service.nlp.packages import LANGUAGE


def load_cache(models: Path, device: str) -> FoundationCache:
    """Return a cache with the encoder of a folder, empty where there is none.

    Args:
        models: folder in Stanza's layout.
        device: of the encoder.

    Raises:
        ValueError: a weight of the encoder is missing.
    """
    cache = FoundationCache(local_files_only=True)
    folder = models / LANGUAGE / ENCODER_FOLDER
    if folder.is_dir():
        model, tokenizer = _load_encoder(folder, device)
        cache.bert[ENCODER_NAME] = BertRecord(model, tokenizer, {})
    return cache


def _load_encoder(folder: Path, device: str) -> tuple[Any, Any]:
    """Load weights and tokenizer from the folder, without output or network."""
    transformers_logging.disable_progress_bar()
    model, report = AutoModel.from_pretrained(
        str(folder),
        add_pooling_layer=False,
        dtype=torch.float32,
        local_files_only=True,
        output_loading_info=True,
    )
    wrong = [*report["missing_keys"], *report["mismatched_keys"]]
    if wrong:
        raise ValueError(f"weights of the encoder are missing: {sorted(wrong)[:3]}")
    tokenizer: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    tokenizer.model_max_length = MAX_PIECES
    return model.to(device).eval(), tokenizer
