"""The network of the conventions, fitted on made paragraphs and read by the service."""

import numpy as np
import pytest
import torch

from service.nlp.conventions import (
    CONTENT,
    CUE,
    LABELS,
    PLACE,
    SOURCE,
    STEP,
    ConventionNetwork,
    MarkedSentence,
)
from service.nlp.document import Tagged
from service.nlp.fast import convention_reader
from service.nlp.fast.convention_reader import ConventionReader, Paragraph
from training import convention_fit
from training.convention_examples import (
    ArticleParagraphs,
    CuedWords,
    ParagraphExample,
)
from training.convention_fit import fit_conventions

SIZE = 8
WORDS = 7


def paragraph(number: int, words: int = WORDS) -> ParagraphExample:
    """Return words with a cue at a state, its source before and its content after."""
    random = np.random.default_rng(number)
    states = random.normal(size=(words, SIZE)).astype(np.float16)
    cue = int(random.integers(1, words - 1))
    states[:, 0] = 0
    states[cue, 0] = 6
    labels = np.zeros((words, LABELS), np.bool_)
    labels[cue, CUE] = labels[cue - 1, SOURCE] = True
    labels[cue + 1 :, CONTENT] = True
    cued = CuedWords(cue, np.arange(cue + 1, words), np.array([cue - 1]))
    return ParagraphExample(
        f"a-{number}",
        states,
        ("X",) * words,
        ("dep",) * words,
        (0,) * words,
        labels,
        np.ones_like(labels),
        (cued,),
    )


@pytest.fixture(scope="module")
def network() -> ConventionNetwork:
    """Return a network that was fitted on paragraphs of different lengths."""
    made = [paragraph(n, words=4 + n % 6) for n in range(900)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(convention_fit, "BATCH", 100)
        return fit_conventions(
            [ArticleParagraphs(one.article, (one,)) for one in made], "sha"
        )


def read(network: ConventionNetwork, one: ParagraphExample, cut: int) -> list[bytes]:
    """Return the scores of a paragraph that is cut into two sentences."""
    states = np.concatenate([np.zeros((1, SIZE), np.float16), one.states])
    rows = torch.from_numpy(states.astype(np.float32))
    root = rows[:1]
    sentences = [
        MarkedSentence(one.tags[part], one.relations[part], ())
        for part in (slice(cut), slice(cut, None))
    ]
    cut_states = [rows[: 1 + cut], torch.cat([root, rows[1 + cut :]])]
    (scores,) = ConventionReader(network).read([(sentences, cut_states)])
    return scores


def labels_of(
    scores: bytes, words: int
) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Return the labels of a sentence, in steps."""
    start = 2 * PLACE.itemsize
    return np.frombuffer(scores[start : start + words * LABELS], np.int8).reshape(
        words, LABELS
    )


def test_the_service_finds_what_was_fitted(network: ConventionNetwork) -> None:
    """Labels and pairs of new paragraphs are those of their attributions."""
    wrong = 0
    for number in range(2000, 2040):
        one = paragraph(number)
        cut = 3
        scores = read(network, one, cut)
        found = np.concatenate(
            [labels_of(s, n) for s, n in zip(scores, (cut, WORDS - cut), strict=True)]
        )
        wrong += int(((found > 0) != one.labels).sum())
    assert wrong < 0.03 * 40 * WORDS * LABELS


def test_the_pairs_of_a_cue(network: ConventionNetwork) -> None:
    """The words of the content and the source stand out in the rows of the cue."""
    one = paragraph(2000)
    (cued,) = one.cues
    ((scores,),) = ConventionReader(network).read([whole(one)])
    start = 2 * PLACE.itemsize + WORDS * LABELS
    rows = np.frombuffer(scores[start:], np.int8).reshape(-1, 2, WORDS) * STEP
    labels = labels_of(scores, WORDS)
    likely = np.flatnonzero(labels[:, CUE] * STEP >= -8).tolist()
    content, source = rows[likely.index(cued.cue)]
    assert set(np.flatnonzero(content > 0)) == set(cued.content.tolist())
    assert int(source.argmax()) == cued.cue - 1


def whole(one: ParagraphExample) -> Paragraph:
    """Return a paragraph of one sentence."""
    states = np.pad(one.states, ((1, 0), (0, 0))).astype(np.float32)
    return [MarkedSentence(one.tags, one.relations, ())], [torch.from_numpy(states)]


def test_a_batch_of_paragraphs(
    network: ConventionNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paragraphs of different lengths are read as each alone, in small batches too."""
    made = [whole(paragraph(n, words=4 + n % 6)) for n in range(12)]
    reader = ConventionReader(network)
    alone = [reader.read([one])[0] for one in made]

    assert differences(reader.read(made), alone) <= 1
    monkeypatch.setattr(convention_reader, "BATCH_WORDS", 16)
    assert differences(reader.read([([], []), *made])[1:], alone) <= 1
    assert reader.read([([], [])]) == [[]]


def differences(found: list[list[bytes]], other: list[list[bytes]]) -> int:
    """Return the greatest difference of two scores, in steps."""
    pairs = [
        pair
        for one, two in zip(found, other, strict=True)
        for pair in zip(one, two, strict=True)
    ]
    return max(
        int(
            np.abs(
                np.subtract(*(np.frombuffer(p, np.int8).astype(int) for p in pair))
            ).max()
        )
        for pair in pairs
    )


def test_what_is_read_of_a_paragraph(network: ConventionNetwork) -> None:
    """A paragraph without words has no scores; marks and names count."""
    reader = ConventionReader(network)
    assert reader.read([]) == []
    states = [torch.zeros(3, SIZE)]
    read = reader.read(
        [
            ([MarkedSentence((tag, tag), ("dep", "dep"), spans)], states)
            for tag, spans in (("X", ()), ("X", (Tagged(0, 2, "Cue"),)), ("?", ()))
        ]
    )
    assert len({scores for (scores,) in read}) == 3
