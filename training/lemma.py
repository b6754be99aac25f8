"""The lemma dictionary: treebank, then WordNet, then capitalised forms."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from stanza.models import lemmatizer
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.trainer import Trainer
from stanza.utils.conll import CoNLL

from training.conllu import Word, read_conllu
from training.ner_json import LabelledWord
from training.prepare import FOLDER as PREPARED
from training.prepare import NAMES, TREES, prepared_in
from training.recipe import Recipe
from training.wordnet import WordNet

FOLDER = "lemma"
MODEL = "lemma.pt"
NONE = "_"
NO_NAMES = frozenset({"PROPN", "X"})

Triple = tuple[str, str, str]
"""Form, UPOS, lemma."""


def make_lemmas(recipe: Recipe, work: Path) -> Path:
    """Write Stanza's lemma model; return its path.

    Raises:
        StaleWork: the data was prepared with another recipe.
        TrainingError: the recipe uses WordNet, whose tables are not installed.
    """
    prepared_in(work, recipe)
    prepared = work / PREPARED
    longest = recipe.preparation.longest_form
    trees = read_conllu(prepared / TREES.format(part="train"))
    words = [word for tree in trees for word in tree.words if len(word.form) < longest]
    known = [(w.form, w.upos, w.lemma) for w in words if w.lemma != NONE]
    more: list[Triple] = []
    if recipe.lemma.wordnet:
        seen = _seen(words, prepared)
        have = frozenset((form, tag) for form, tag, _ in known)
        more = list(WordNet.load().triples(seen, have))
    trainer = _new_trainer(prepared)
    trainer.train_dict(known)
    trainer.train_dict(more, update_word_dict=False)
    trainer.train_dict(capitalised(known, more), update_word_dict=False)
    path = work / FOLDER / MODEL
    path.parent.mkdir(parents=True, exist_ok=True)
    trainer.save(str(path))
    return path


def capitalised(known: Sequence[Triple], more: Sequence[Triple]) -> list[Triple]:
    """Return the capitalised forms of lower-case words, where these are unknown.

    Names are left out, and so is a capitalised form that is in ``known``.
    """
    have = {(form, tag) for form, tag, _ in known}
    return [
        (form.capitalize(), tag, lemma)
        for form, tag, lemma in sorted(set(known) | set(more))
        if form.islower()
        and form.isalpha()
        and tag not in NO_NAMES
        and (form.capitalize(), tag) not in have
    ]


def _seen(words: Iterable[Word], prepared: Path) -> set[str]:
    """Return the words of all training texts in lower case."""
    seen = {word.form.lower() for word in words}
    for template in NAMES.values():
        path = prepared / template.format(part="train")
        if path.is_file():
            sentences = msgspec.json.decode(
                path.read_bytes(), type=list[list[LabelledWord]]
            )
            seen |= {word.text.lower() for sentence in sentences for word in sentence}
    return seen


def _new_trainer(prepared: Path) -> Trainer:
    options = ["--shorthand", "en_news", "--dict_only", "--mode", "train"]
    args = dict(lemmatizer.parse_args(options)) | {"lang": "en"}
    document = CoNLL.conll2doc(str(prepared / TREES.format(part="dev")))
    vocab = DataLoader(document, 100, args, evaluation=False).vocab
    args["vocab_size"] = vocab["char"].size
    args["pos_vocab_size"] = vocab["pos"].size
    return Trainer(args=args, vocab=vocab, device="cpu")
