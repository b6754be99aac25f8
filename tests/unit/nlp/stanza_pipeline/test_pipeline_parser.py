"""The conversion of Stanza's documents, with a pipeline that returns given ones."""

from typing import Any

from stanza.models.common.doc import Document

from service.nlp.stanza_pipeline.pipeline_parser import PipelineParser


class FakePipeline:
    """A pipeline that returns a given document."""

    def __init__(self, sentences: list[list[dict[str, Any]]], text: str) -> None:
        self.processors = {"tokenize": None, "mwt": None, "depparse": None}
        self._document = Document(sentences, text=text)

    def process(self, given: object, processors: list[str]) -> Document:
        """Return the document; add heads and relations in the second step."""
        if processors == ["tokenize", "mwt"]:
            return self._document
        assert isinstance(given, Document)
        for sentence in given.sentences:
            for word in sentence.words:
                word.head, word.deprel = word.id - 1, "dep" if word.id > 1 else "root"
        return given


def multiword(text: str, start: int, end: int, number: int) -> list[dict[str, Any]]:
    """Return a token of two words ("Ada's") as a document of Stanza has it."""
    return [
        {
            "id": (number, number + 1),
            "text": text[start:end],
            "start_char": start,
            "end_char": end,
            "ner": "S-Person",
        },
        {"id": number, "text": text[start : end - 2], "upos": "PROPN", "lemma": "x"},
        {"id": number + 1, "text": text[end - 2 : end]},
    ]


def test_multiword_tokens() -> None:
    """Words of a multiword token have its offsets; the first has its entity label."""
    text = "Ada's so"
    last = {"id": 3, "text": "so", "start_char": 6, "end_char": 8, "ner": "B-Person"}
    pipeline = FakePipeline([[*multiword(text, 0, 5, 1), last]], text)
    ((parsed,),) = [PipelineParser(pipeline).parse([text])]
    (sentence,) = parsed.sentences
    found = [(word.text, text[word.start : word.end]) for word in sentence.words]
    assert [form for form, _ in found] == ["Ada", "'s", "so"]
    assert all(form in place for form, place in found)
    assert sentence.entities == ["S-Person", "O", "B-Person"]
    assert sentence.upos == ["PROPN", "X", "X"]
    assert sentence.lemmas == ["x", "'s", "so"]
    assert sentence.heads == [0, 1, 2]
    assert sentence.tags == []


def test_multiword_tokens_are_never_cut() -> None:
    """A long sentence is cut between tokens, and its parts are numbered from one."""
    text = "Ada's " * 150
    entries = [
        entry
        for index in range(150)
        for entry in multiword(text, 6 * index, 6 * index + 5, 2 * index + 1)
    ]
    (parsed,) = PipelineParser(FakePipeline([entries], text)).parse([text])
    assert parsed.cut == (300,)
    assert all(len(one.words) % 2 == 0 for one in parsed.sentences)
    assert sum(len(one.words) for one in parsed.sentences) == 300
    assert max(len(one.words) for one in parsed.sentences) <= 200
    starts = [word.start for one in parsed.sentences for word in one.words]
    assert starts == sorted(starts)
