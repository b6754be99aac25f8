"""A treebank, NER data and attributions of invented sentences, in the real formats."""

import itertools
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

import msgspec
import torch
from transformers import BertConfig, BertModel

ROOT = Path(__file__).parents[2]
ENCODER = ROOT / "models" / "en" / "encoder"
PEOPLE = ("Mara", "Tomas", "Ines", "Pavel", "Lucia", "Henrik")
PLACES = ("Porto", "Ghent", "Turku")
THINGS = ("harbour", "bridge", "market", "library", "station")
STATES = ("closed", "busy", "safe", "empty")
CUES = ("said", "warned", "claimed")

Row = tuple[str, str, str, str, str, int, str, bool]
"""Form, lemma, UPOS, XPOS, features, head, relation, space after."""

NOUN = "Number=Sing"
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"


def indirect(person: str, cue: str, thing: str, state: str) -> tuple[Row, ...]:
    """Return "Mara said that the bridge was closed."."""
    return (
        (person, person, "PROPN", "NNP", NOUN, 2, "nsubj", True),
        (cue, LEMMAS[cue], "VERB", "VBD", PAST, 0, "root", True),
        ("that", "that", "SCONJ", "IN", "_", 7, "mark", True),
        ("the", "the", "DET", "DT", "Definite=Def", 5, "det", True),
        (thing, thing, "NOUN", "NN", NOUN, 7, "nsubj", True),
        ("was", "be", "AUX", "VBD", PAST, 7, "cop", True),
        (state, state, "ADJ", "JJ", "Degree=Pos", 2, "ccomp", False),
        (".", ".", "PUNCT", ".", "_", 2, "punct", True),
    )


def quoted(person: str, cue: str, thing: str, state: str) -> tuple[Row, ...]:
    """Return a quotation in typographic marks, then "Mara said."."""
    return (
        ("“", "“", "PUNCT", "``", "_", 5, "punct", False),
        ("The", "the", "DET", "DT", "Definite=Def", 3, "det", True),
        (thing, thing, "NOUN", "NN", NOUN, 5, "nsubj", True),
        ("was", "be", "AUX", "VBD", PAST, 5, "cop", True),
        (state, state, "ADJ", "JJ", "Degree=Pos", 9, "ccomp", False),
        (",", ",", "PUNCT", ",", "_", 5, "punct", False),
        ("”", "”", "PUNCT", "''", "_", 5, "punct", True),
        (person, person, "PROPN", "NNP", NOUN, 9, "nsubj", True),
        (cue, LEMMAS[cue], "VERB", "VBD", PAST, 0, "root", False),
        (".", ".", "PUNCT", ".", "_", 9, "punct", True),
    )


def plain(person: str, place: str, thing: str) -> tuple[Row, ...]:
    """Return "Mara opened the market in Ghent."."""
    return (
        (person, person, "PROPN", "NNP", NOUN, 2, "nsubj", True),
        ("opened", "open", "VERB", "VBD", PAST, 0, "root", True),
        ("the", "the", "DET", "DT", "Definite=Def", 4, "det", True),
        (thing, thing, "NOUN", "NN", NOUN, 2, "obj", True),
        ("in", "in", "ADP", "IN", "_", 6, "case", True),
        (place, place, "PROPN", "NNP", NOUN, 2, "obl", False),
        (".", ".", "PUNCT", ".", "_", 2, "punct", True),
    )


LEMMAS = {"said": "say", "warned": "warn", "claimed": "claim"}


def sentences() -> list[tuple[Row, ...]]:
    """Return all sentences in a fixed order that mixes the kinds."""
    people, places = itertools.cycle(PEOPLE), itertools.cycle(PLACES)
    made: list[tuple[Row, ...]] = []
    for thing, state, cue in itertools.product(THINGS, STATES, CUES):
        made.append(indirect(next(people), cue, thing, state))
        made.append(quoted(next(people), cue, thing, state))
        made.append(plain(next(people), next(places), thing))
    return made


def conllu(rows: tuple[Row, ...], number: int) -> str:
    """Return a sentence in CoNLL-U; every third one begins a paragraph."""
    lines = ["# newpar"] if number % 3 == 0 else []
    for index, (form, lemma, upos, xpos, feats, head, relation, space) in enumerate(
        rows, start=1
    ):
        misc = "_" if space else "SpaceAfter=No"
        columns = (index, form, lemma, upos, xpos, feats, head, relation, "_", misc)
        lines.append("\t".join(map(str, columns)))
    return "\n".join([*lines, "", ""])


def named(rows: tuple[Row, ...]) -> list[dict[str, str]]:
    """Return the words with the labels of people and places."""
    labels = dict.fromkeys(PEOPLE, "B-Person") | dict.fromkeys(PLACES, "B-Location")
    return [{"text": row[0], "ner": labels.get(row[0], "O")} for row in rows]


def article(number: int, chosen: list[tuple[Row, ...]]) -> dict[str, object]:
    """Return sentences as an annotated article, each a paragraph."""
    text, attributions = "", []
    for rows in chosen:
        start = len(text)
        places: list[tuple[int, int]] = []
        for row in rows:
            places.append((len(text), len(text) + len(row[0])))
            text += row[0] + " " * row[7]
        text = text.rstrip() + "\n\n"
        verb = next(i for i, row in enumerate(rows) if row[6] == "root")
        if rows[verb][0] in CUES:
            before = rows[0][0] == "“"
            content = (
                (start, places[verb - 2][1])
                if before
                else (places[verb + 1][0], places[-2][1])
            )
            attributions.append(
                {"content": [content], "cue": places[verb], "source": places[verb - 1]}
            )
    return {"id": f"made-{number}", "text": text, "attributions": attributions}


def parts() -> Iterator[tuple[str, list[tuple[Row, ...]]]]:
    """Yield the sentences of the training, development and test part."""
    made = sentences()
    yield "train", made[:120]
    yield "dev", made[120:150]
    yield "test", made[150:]


def write_corpora(folder: Path) -> None:
    """Write all files that the tiny recipe names."""
    for part, chosen in parts():
        trees = "".join(conllu(rows, number) for number, rows in enumerate(chosen))
        (folder / f"ud-{part}.conllu.xz").write_bytes(lzma.compress(trees.encode()))
        names = json.dumps([named(rows) for rows in chosen], ensure_ascii=False)
        (folder / f"ner-{part}.json").write_text(names)
        if part != "test":
            articles = [
                article(start, chosen[start : start + 6])
                for start in range(0, len(chosen), 6)
            ]
            lines = b"".join(msgspec.json.encode(one) + b"\n" for one in articles)
            (folder / f"attribution-{part}.jsonl").write_bytes(lines)


def write_encoder(folder: Path) -> None:
    """Write a very small encoder with random weights and the shipped word pieces."""
    config = BertConfig(
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    torch.manual_seed(1)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_bytes((ENCODER / name).read_bytes())
