"""Load the tokenizer of a package, in the implementation of the service."""

from pathlib import Path

import stanza

from service.nlp.fast.tokenizer import FastTokenizer
from service.nlp.packages import LANGUAGE
from training.errors import TrainingError


def load_splitter(models: Path, package: str) -> FastTokenizer:
    """Return the splitter of texts into sentences of words.

    Raises:
        TrainingError: the service's implementation does not support the tokenizer.
    """
    pipeline = stanza.Pipeline(
        LANGUAGE,
        dir=str(models),
        package=None,
        processors={"tokenize": package},
        download_method=None,
        verbose=False,
    )
    trainer = pipeline.processors["tokenize"].trainer
    if not FastTokenizer.supports(trainer):
        raise TrainingError(f"{models}: its tokenizer is not of the service's kind")
    return FastTokenizer(trainer)
