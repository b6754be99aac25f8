"""Trees of reporting sentences: a package's parser, told which words are reported.

The attribution corpus says which words are the content of which cue. A tree that makes
no phrase of them, below the cue's verb, is wrong: the second clause of "She said that
it rained but the market was open" on "said", or the object of an inverted sentence
taken for its subject. The best tree without such an arc is as near to the truth as the
parser can come by itself, and it can learn from it.
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
from service.nlp.fast.loading import ENCODER, load_heads
from service.nlp.fast.packed_layout import lay_out
from service.nlp.fast.precision import choose
from service.nlp.fast.tagging_heads import Tagger
from service.nlp.packages import LANGUAGE
from training.conllu import Tree, Word
from training.ner_json import Sentence

AT_ONCE = 64
FORBIDDEN = -1000.0
TRIED = 4
"""How many words of a content are tried as its top."""
DEAREST = 15.0
"""Log-probability that a told tree may cost: where it costs more, the corpus does not
mean a phrase."""
LONGEST = 80
VERB = "VERB"
MARK = "PUNCT"
RELATIONS = frozenset({"ccomp", "parataxis", "xcomp"})
"""What a reported clause is to its verb."""
MOVED = frozenset(
    {"conj", "parataxis", "advcl", "ccomp", "csubj", "nsubj", "nsubj:pass", "root"}
)
"""Relations in whose place the corpus is believed against the parser: clauses and
subjects. It calls the object of "credited Mara with the idea" a part of the content."""
LOOSENED = frozenset({"obl", "obl:unmarked", "advmod"})
"""The same, of words that the parser hangs on the content and the corpus leaves out."""

Allowed = NDArray[np.bool_]


class ReportingSentence(msgspec.Struct, frozen=True):
    """A sentence with one report in it: indices of its words."""

    words: tuple[str, ...]
    content: frozenset[int]
    cue: frozenset[int]


class GuidedTree(msgspec.Struct, frozen=True):
    """A tree, and whether the parser by itself made another."""

    tree: Tree
    changed: bool


def reporting_sentence(sentence: Sentence) -> ReportingSentence | None:
    """Return what a labelled sentence tells, if that is of one report alone."""
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
    """Return the trees of sentences in which the parser by itself makes another."""
    told = [one for sentence in sentences if (one := reporting_sentence(sentence))]
    return tuple(one.tree for one in guide.trees(told) if one.changed)


class GuidedParser:
    """The parser of a package that is told what is reported."""

    def __init__(self, models: Path, package: str) -> None:
        dtype = choose("auto", "cpu")
        self._encoder = Encoder(models / LANGUAGE / ENCODER, dtype=dtype)
        names = dict.fromkeys(("tokenize", "pos", "lemma", "depparse", "ner"), package)
        heads = load_heads(
            models,
            names,
            tagger=False,
            hidden_size=self._encoder.hidden_size,
            device="cpu",
        )
        if heads is None:
            raise ValueError(f"{models}: the models do not share an encoder")
        self._tagger = Tagger(heads["pos"])
        self._parser = DependencyParser(heads["depparse"])

    def trees(self, sentences: Sequence[ReportingSentence]) -> Iterator[GuidedTree]:
        """Yield the trees of those sentences where a verb reports a clause."""
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
            self._tagger.speller.spell(forms),
            lay_out(lengths, device),
        )
        nodes = lay_out([length + 1 for length in lengths], device)
        rows, scores = self._parser.score(torch.cat(hidden), nodes)
        free = [best_tree(one) for one in scores]
        tags = _split(upos, lengths)
        better = map(_tell, batch, tags, scores)
        told = [one or tree for one, tree in zip(better, free, strict=True)]
        relations, before = (self._parser.label(rows, one) for one in (told, free))
        columns = zip(*(_split(c, lengths) for c in (upos, xpos, feats)), strict=True)
        for one, tree, other, names, old, column in zip(
            batch, told, free, relations, before, columns, strict=True
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


def _verb(told: ReportingSentence, upos: Sequence[str]) -> int | None:
    """Return the index of the cue's verb, if it has one and no second."""
    verbs = [index for index in told.cue if upos[index] == VERB]
    return verbs[0] if len(verbs) == 1 else None


def _tell(
    told: ReportingSentence, upos: Sequence[str], scores: Floats
) -> list[int] | None:
    """Return the best tree in which the content is a phrase below the cue's verb."""
    verb = _verb(told, upos)
    inside = [i + 1 for i in sorted(told.content) if upos[i] != MARK]
    if verb is None or not inside:
        return None
    tops = sorted(inside, key=lambda node: -scores[node, verb + 1])[:TRIED]
    trees = [
        best_tree(np.where(allowed(told, upos, verb, top), scores, FORBIDDEN))
        for top in tops
    ]
    best = max(trees, key=lambda tree: _total(tree, scores))
    cost = _total(best_tree(scores), scores) - _total(best, scores)
    return best if cost < DEAREST else None


def _total(tree: Sequence[int], scores: Floats) -> float:
    return sum(float(scores[node, tree[node]]) for node in range(1, len(tree)))


def allowed(
    told: ReportingSentence, upos: Sequence[str], verb: int, top: int
) -> Allowed:
    """Return which head each node may have: dependant x head, node 0 is the root.

    Args:
        told: the sentence.
        upos: its tags; marks may go anywhere.
        verb: index of the word that reports.
        top: node of the content that depends on it.
    """
    size = len(told.words) + 1
    inside = np.zeros(size, bool)
    inside[[i + 1 for i in told.content]] = True
    mark = np.array([False, *(tag == MARK for tag in upos)])
    # "for" of "called for help" is the cue's, and hangs on the content.
    particle = np.zeros(size, bool)
    particle[[i + 1 for i in told.cue if i != verb]] = True
    free: Allowed = np.ones((size, size), bool)
    free[np.ix_(inside & ~mark, ~inside)] = False
    free[np.ix_(~inside & ~mark & ~particle, inside)] = False
    free[top] = False
    free[top, verb + 1] = True
    return free


def _is_report(
    told: ReportingSentence,
    tree: Sequence[int],
    relations: Sequence[str],
    upos: Sequence[str],
) -> bool:
    """Tell whether the content is a clause below the verb, and nothing sticks out."""
    verb = _verb(told, upos)
    if verb is None:
        return False
    inside = {i + 1 for i in told.content if upos[i] != MARK}
    tops = [node for node in inside if tree[node] not in inside]
    return (
        len(tops) == 1
        and tree[tops[0]] == verb + 1
        and relations[tops[0] - 1] in RELATIONS
        and bool(
            np.all(
                [
                    allowed(told, upos, verb, tops[0])[node, tree[node]]
                    for node in range(1, len(tree))
                ]
            )
        )
    )


def _is_sound(
    told: ReportingSentence,
    tree: Sequence[int],
    free: Sequence[int],
    relations: Sequence[str],
    upos: Sequence[str],
) -> bool:
    """Tell whether the tree differs from the parser's own in what is believed."""
    return all(
        relation in MOVED or (relation in LOOSENED and old - 1 in told.content)
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
