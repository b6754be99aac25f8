"""Guided trees: parses of reporting sentences, constrained by annotated attributions.

The attribution corpus has the words of the content of each cue. A tree in which the
content is no phrase below the verb of the cue is wrong: the second clause of "She said
that it rained but the market was open" attached to "said", or the object of an inverted
sentence as its subject. The best-scored tree in which the content is such a phrase is
used as a training example for the parser.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from service.nlp.fast.decode import Floats
from service.nlp.fast.dependency_head import DependencyParser, best_tree
from service.nlp.fast.encoder import Encoder
from service.nlp.fast.loading import ENCODER_FOLDER, load_heads
from service.nlp.fast.packed_layout import lay_out
from service.nlp.fast.precision import choose_dtype
from service.nlp.fast.tagging_heads import PosTagger
from service.nlp.packages import LANGUAGE
from training.conllu import Tree, Word
from training.ner_json import Sentence

AT_ONCE = 64
FORBIDDEN = -1000.0
TRIED = 4
"""Number of words of a content that are tried as its head word."""
DEAREST = 15.0
"""Largest loss of log-probability of a guided tree; beyond it, the annotated content is
taken to be no phrase."""
LONGEST = 80
"""Most words of a sentence."""
VERB = "VERB"
MARK = "PUNCT"
RELATIONS = frozenset({"ccomp", "parataxis", "xcomp"})
"""Relations of a reported clause to its verb."""
MOVED = frozenset(
    {"conj", "parataxis", "advcl", "ccomp", "csubj", "nsubj", "nsubj:pass", "root"}
)
"""Relations of the parser's own tree that may be changed: clauses and subjects. Others
may not, since the corpus includes the object of "credited Mara with the idea" in the
content."""
LOOSENED = frozenset({"obl", "obl:unmarked", "advmod"})
"""The same, for words attached to the content by the parser but not in the corpus."""

Allowed = NDArray[np.bool_]


class ReportingSentence(msgspec.Struct, frozen=True):
    """A sentence with one attribution: the indices of the words of content and cue."""

    words: tuple[str, ...]
    content: frozenset[int]
    cue: frozenset[int]


class GuidedTree(msgspec.Struct, frozen=True):
    """A guided tree, and whether it differs from the parser's own."""

    tree: Tree
    changed: bool


def reporting_sentence(sentence: Sentence) -> ReportingSentence | None:
    """Return the sentence if it has one content, one cue and at most one source.

    With more of them it is not certain which belong together.
    """
    spans: dict[str, list[set[int]]] = {"Content": [], "Cue": [], "Source": []}
    for index, word in enumerate(sentence):
        prefix, _, role = word.ner.partition("-")
        if prefix in {"B", "S"}:
            spans[role].append({index})
        elif prefix != "O":
            spans[role][-1].add(index)
    counts = [len(spans[role]) for role in ("Content", "Cue", "Source")]
    if counts not in ([1, 1, 0], [1, 1, 1]) or len(sentence) > LONGEST:
        return None
    words = tuple(word.text for word in sentence)
    return ReportingSentence(
        words, frozenset(spans["Content"][0]), frozenset(spans["Cue"][0])
    )


def corrected_trees(
    guide: "GuidedParser", sentences: Iterable[Sentence]
) -> tuple[Tree, ...]:
    """Return the guided trees that differ from the parser's own."""
    reporting = [one for sentence in sentences if (one := reporting_sentence(sentence))]
    return tuple(one.tree for one in guide.trees(reporting) if one.changed)


class GuidedParser:
    """The parser of a package, constrained by the annotated content."""

    def __init__(self, models: Path, package: str) -> None:
        dtype = choose_dtype("auto", "cpu")
        self._encoder = Encoder(models / LANGUAGE / ENCODER_FOLDER, dtype=dtype)
        names = dict.fromkeys(("tokenize", "pos", "lemma", "depparse", "ner"), package)
        heads = load_heads(
            models,
            names,
            tagger=None,
            hidden_size=self._encoder.hidden_size,
            device="cpu",
        )
        if heads is None:
            raise ValueError(f"{models}: the models do not share an encoder")
        self._tagger = PosTagger(heads["pos"])
        self._parser = DependencyParser(heads["depparse"])

    def trees(self, sentences: Sequence[ReportingSentence]) -> Iterator[GuidedTree]:
        """Yield the trees of sentences whose content is a clause below a verb."""
        order = sorted(sentences, key=lambda one: -len(one.words))
        with torch.inference_mode():
            for start in range(0, len(order), AT_ONCE):
                yield from self._read(order[start : start + AT_ONCE])

    def _read(self, batch: Sequence[ReportingSentence]) -> Iterator[GuidedTree]:
        hidden = self._encoder.encode(self._encoder.read([one.words for one in batch]))
        device = hidden[0].device
        lengths = [len(one.words) for one in batch]
        forms = [form for one in batch for form in one.words]
        upos, xpos, feats = self._tagger.tag(
            torch.cat([rows[1:] for rows in hidden]),
            self._tagger.characters.encode(forms),
            lay_out(lengths, device),
        )
        nodes = lay_out([length + 1 for length in lengths], device)
        rows, scores = self._parser.score(torch.cat(hidden), nodes)
        free = [best_tree(one) for one in scores]
        tags = _split(upos, lengths)
        better = map(_constrained_tree, batch, tags, scores)
        guided = [one or tree for one, tree in zip(better, free, strict=True)]
        relations, before = (self._parser.label(rows, one) for one in (guided, free))
        columns = zip(*(_split(c, lengths) for c in (upos, xpos, feats)), strict=True)
        for one, tree, other, names, old, column in zip(
            batch, guided, free, relations, before, columns, strict=True
        ):
            if _is_report(one, tree, names, column[0]) and _is_sound(
                one, tree, other, old, column[0]
            ):
                yield GuidedTree(
                    _tree(one.words, column, tree[1:], names), tree != other
                )


def _split(column: Sequence[str], lengths: Sequence[int]) -> list[list[str]]:
    ends = np.cumsum(lengths)
    return [list(column[end - n : end]) for n, end in zip(lengths, ends, strict=True)]


def _verb(sentence: ReportingSentence, upos: Sequence[str]) -> int | None:
    """Return the index of the verb of the cue; None unless there is exactly one."""
    verbs = [index for index in sentence.cue if upos[index] == VERB]
    return verbs[0] if len(verbs) == 1 else None


def _constrained_tree(
    sentence: ReportingSentence, upos: Sequence[str], scores: Floats
) -> list[int] | None:
    """Return the best tree in which the content is a phrase below the verb of the cue.

    None if there is no such verb, or the tree costs ``DEAREST`` or more.
    """
    verb = _verb(sentence, upos)
    inside = [i + 1 for i in sorted(sentence.content) if upos[i] != MARK]
    if verb is None or not inside:
        return None
    tops = sorted(inside, key=lambda node: -scores[node, verb + 1])[:TRIED]
    trees = [
        best_tree(np.where(allowed(sentence, upos, verb, top), scores, FORBIDDEN))
        for top in tops
    ]
    best = max(trees, key=lambda tree: _total(tree, scores))
    cost = _total(best_tree(scores), scores) - _total(best, scores)
    return best if cost < DEAREST else None


def _total(tree: Sequence[int], scores: Floats) -> float:
    return sum(float(scores[node, tree[node]]) for node in range(1, len(tree)))


def allowed(
    sentence: ReportingSentence, upos: Sequence[str], verb: int, top: int
) -> Allowed:
    """Return the allowed heads as a matrix of dependent x head; node 0 is the root.

    Args:
        sentence: the sentence.
        upos: its tags; punctuation may have any head.
        verb: index of the verb of the cue.
        top: node of the head word of the content, which depends on the verb.
    """
    size = len(sentence.words) + 1
    inside = np.zeros(size, bool)
    inside[[i + 1 for i in sentence.content]] = True
    mark = np.array([False, *(tag == MARK for tag in upos)])
    # "for" in "called for help" belongs to the cue and depends on the content.
    particle = np.zeros(size, bool)
    particle[[i + 1 for i in sentence.cue if i != verb]] = True
    free: Allowed = np.ones((size, size), bool)
    free[np.ix_(inside & ~mark, ~inside)] = False
    free[np.ix_(~inside & ~mark & ~particle, inside)] = False
    free[top] = False
    free[top, verb + 1] = True
    return free


def _is_report(
    sentence: ReportingSentence,
    tree: Sequence[int],
    relations: Sequence[str],
    upos: Sequence[str],
) -> bool:
    """Whether the content is a clause below the verb and the constraints hold."""
    verb = _verb(sentence, upos)
    if verb is None:
        return False
    inside = {i + 1 for i in sentence.content if upos[i] != MARK}
    tops = [node for node in inside if tree[node] not in inside]
    return (
        len(tops) == 1
        and tree[tops[0]] == verb + 1
        and relations[tops[0] - 1] in RELATIONS
        and bool(
            np.all(
                [
                    allowed(sentence, upos, verb, tops[0])[node, tree[node]]
                    for node in range(1, len(tree))
                ]
            )
        )
    )


def _is_sound(
    sentence: ReportingSentence,
    tree: Sequence[int],
    free: Sequence[int],
    relations: Sequence[str],
    upos: Sequence[str],
) -> bool:
    """Whether only arcs that may be changed differ from the parser's own tree.

    These are ``MOVED``, and ``LOOSENED`` for words attached to the content.
    """
    return all(
        relation in MOVED or (relation in LOOSENED and old - 1 in sentence.content)
        for new, old, relation, tag in zip(
            tree[1:], free[1:], relations, upos, strict=True
        )
        if new != old and tag != MARK
    )


def _tree(
    words: Sequence[str],
    columns: Sequence[Sequence[str]],
    heads: Sequence[int],
    relations: Sequence[str],
) -> Tree:
    return Tree(
        tuple(
            Word(form, "_", upos, xpos, feats or "_", head, relation)
            for form, upos, xpos, feats, head, relation in zip(
                words, *columns, heads, relations, strict=True
            )
        )
    )
