"""Fixtures of the tests of whole trainings."""

from collections.abc import Iterator

import pytest
import torch
from transformers.utils import logging as transformers_logging

from tests.trainings import tiny_corpus
from tests.trainings.workshop import Workshop


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """Use one thread, since small tensors gain nothing from two; hide progress."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    transformers_logging.disable_progress_bar()
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Return a workshop with prepared data."""
    folder = tmp_path_factory.mktemp("workshop")
    made = Workshop(folder / "data", folder / "encoder", folder / "work")
    made.data.mkdir()
    tiny_corpus.write_corpora(made.data)
    tiny_corpus.write_encoder(made.encoder)
    assert made.run("prepare") == 0
    return made
