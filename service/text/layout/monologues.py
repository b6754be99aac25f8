"""Speech without marks and labels: the answers of an interview, a speech in full."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from service.text.layout.paragraphs import Bounds

_LONGEST_QUESTION = 250
_LEAST_QUESTIONS = 2
_LEAST_PARAGRAPHS = 2
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|[Mm]y|[Ww]e|[Oo]ur|[Mm]e|[Uu]s)\b")
_FULL_TEXT = re.compile(
    r"\b(?:(?:full |complete |prepared )(?:text|statement|speech|remarks|letter)"
    r"|text of|transcript of|in full)\b[^.?!]{0,120}:\Z"
)
_MARKS = '"'

Monologue = tuple[Bounds, ...]
"""The paragraphs of one answer or speech."""


def find_monologues(text: str, paragraphs: Sequence[Bounds]) -> tuple[Monologue, ...]:
    """Return the answers of an interview without labels, or the text of a speech.

    The paragraphs have no quotation marks, and most are in the first person.

    Args:
        text: normalised.
        paragraphs: the parsed ones, in order.
    """
    answers = tuple(_answers(text, paragraphs))
    if len(answers) >= _LEAST_QUESTIONS and _is_first_person(text, answers):
        return answers
    speech = _speech(text, paragraphs)
    if len(speech) >= _LEAST_PARAGRAPHS and _is_first_person(
        text, [[p] for p in speech]
    ):
        return (speech,)
    return ()


def _answers(text: str, paragraphs: Sequence[Bounds]) -> Iterator[Monologue]:
    """Yield the paragraphs between one question and the next."""
    questions = [n for n, one in enumerate(paragraphs) if _is_question(text, one)]
    for number, following in pairwise((*questions, len(paragraphs))):
        answer = takewhile(
            lambda bounds: _MARKS not in text[slice(*bounds)],
            paragraphs[number + 1 : following],
        )
        found = tuple(answer)
        if found:
            yield found


def _is_question(text: str, bounds: Bounds) -> bool:
    paragraph = text[slice(*bounds)]
    short = len(paragraph) <= _LONGEST_QUESTION
    return short and paragraph.endswith("?") and _MARKS not in paragraph


def _speech(text: str, paragraphs: Sequence[Bounds]) -> Monologue:
    """Return the paragraphs after an introduction ("The full text of his speech:")."""
    for number, bounds in enumerate(paragraphs):
        if _FULL_TEXT.search(text[slice(*bounds)]):
            return tuple(
                takewhile(
                    lambda one: _MARKS not in text[slice(*one)],
                    paragraphs[number + 1 :],
                )
            )
    return ()


def _is_first_person(text: str, parts: Sequence[Sequence[Bounds]]) -> bool:
    """Whether more than half of the parts have a word of the first person."""
    spoken = sum(
        any(_FIRST_PERSON.search(text, *bounds) for bounds in part) for part in parts
    )
    return spoken * 2 > len(parts)
