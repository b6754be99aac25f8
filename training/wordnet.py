"""Lemmas by WordNet's exceptions and rules (tables of ``spacy-lookups-data``)."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

import msgspec

from training.errors import TrainingError

_WORD = re.compile(r"[a-z]{3,}")
_DOUBLED = re.compile(r"(.*([bdfgklmnprt]))\2(ed|ing)")
_SHORT = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")
_HISSING = re.compile(r"(s|x|z|ch|sh|o)$")
_VOWELS = "aeiou"
TAGS = ("VERB", "NOUN", "ADJ")


class WordNet(msgspec.Struct, frozen=True):
    """Exceptions, known lemmas and suffix rules, by part of speech in lower case."""

    exceptions: Mapping[str, Mapping[str, Sequence[str]]]
    index: Mapping[str, frozenset[str]]
    rules: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def load(cls) -> "WordNet":
        """Read the tables of the package ``spacy-lookups-data``.

        Raises:
            TrainingError: the package is not installed.
        """
        try:
            folder = resources.files("spacy_lookups_data") / "data"
        except ModuleNotFoundError as error:
            reason = "lemma.wordnet needs the extra whosaid[training]"
            raise TrainingError(f"{reason} ({error})") from error

        def table(name: str) -> dict[str, Any]:
            packed = (folder / f"en_lemma_{name}.json.gz").read_bytes()
            found: dict[str, Any] = json.loads(gzip.decompress(packed))
            return found

        index = {tag: frozenset(words) for tag, words in table("index").items()}
        return cls(table("exc"), index, table("rules"))

    def lemma(self, form: str, tag: str) -> str | None:
        """Return the lemma of a lower-case form; None if WordNet has none."""
        key = tag.lower()
        known = self.index.get(key, frozenset())
        if exception := self.exceptions.get(key, {}).get(form):
            return exception[0]
        if form in known:
            return form
        for end, start in self.rules.get(key, ()):
            stem = form[: len(form) - len(end)] + start
            if form.endswith(end) and len(form) > len(end) + 1 and stem in known:
                return stem
        doubled = _DOUBLED.fullmatch(form) if key == "verb" else None
        return doubled[1] if doubled and doubled[1] in known else None

    def triples(
        self, seen: Iterable[str], have: frozenset[tuple[str, str]]
    ) -> Iterator[tuple[str, str, str]]:
        """Yield form, UPOS and lemma of inflected words that the treebank lacks.

        Args:
            seen: lower-case words of texts; of verbs all regular forms are added.
            have: pairs of form and UPOS of the treebank.
        """
        words = {word for word in seen if _WORD.fullmatch(word)}
        forms = set(words)
        for verb in self.index.get("verb", ()):
            if _WORD.fullmatch(verb):
                forms.update(inflect(verb))
        for key in ("verb", "noun"):
            forms.update(self.exceptions.get(key, {}))
        for form in sorted(forms):
            for tag in TAGS:
                lemma = None if (form, tag) in have else self.lemma(form, tag)
                if lemma in {None, form}:
                    continue
                exception = form in self.exceptions.get(tag.lower(), {})
                if tag == "VERB" or form in words or exception:
                    yield form, tag, str(lemma)


def inflect(verb: str) -> Iterator[str]:
    """Yield the regular forms of a verb."""
    silent = verb.endswith("e") and not verb.endswith("ee")
    stem = verb[:-1] if silent else verb
    yield verb + "s"
    if _HISSING.search(verb):
        yield verb + "es"
    yield stem + "ed"
    yield stem + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield verb[:-1] + "ies"
        yield verb[:-1] + "ied"
    if _SHORT.search(verb):
        yield verb + verb[-1] + "ed"
        yield verb + verb[-1] + "ing"
