"""The candidates of annotated articles as examples for the keep models."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from service.attribution import Classifier, Lexicon, propose_candidates
from service.attribution.candidates import Candidate
from service.attribution.classification.classify import (
    classifier_features,
    decided,
)
from service.attribution.classification.correction.find_links import links_of
from service.attribution.classification.relation_features import Relations
from service.attribution.content.boundaries.move_contents import move_contents
from service.attribution.context import Context
from service.evaluation.gold_articles import GoldArticle
from service.evaluation.matching import (
    MIN_OVERLAP,
    FieldOffsets,
    agree,
    align,
    letters,
    overlap_of,
    parts_of,
)
from service.text.article import Article
from training.candidate_parts import parts_of_candidate, piece_of
from training.classifier_fit import Example
from training.contexts import context_of, with_readouts
from training.encoder_states import StateReader, Vector
from training.parsed_gold import ParsedArticle

ReadExample = tuple[Example, Vector]
"""An example with the states of the encoder."""


def collect_examples(
    parsed: Iterable[ParsedArticle],
    lexicon: Lexicon,
    numbers: Mapping[str, Classifier],
    reader: StateReader,
    *,
    tagger: bool,
) -> list[ReadExample]:
    """Return the examples of articles, with or without the tagger's spans.

    ``numbers`` are the prior and the networks of each article, by its id.
    """
    examples: list[ReadExample] = []
    for article in parsed:
        own = replace(numbers[article.gold.id], readouts=None)
        if not tagger:
            own = replace(own, conventions=None)
        one = with_readouts(article, own, reader)
        context = context_of(one, lexicon, own, tagger=tagger)
        states = reader.read(context.trees)
        examples += [
            (example, reader.pool(context, candidate, states))
            for example, candidate in examples_of(one, context)
        ]
    return examples


def examples_of(
    parsed: ParsedArticle, context: Context
) -> Iterator[tuple[Example, Candidate]]:
    """Yield an example for each candidate that a keep model decides on."""
    candidates = propose_candidates(context)
    relations = Relations.of(context, candidates)
    moved = move_contents(context, candidates)
    labels = {
        number: (found, right)
        for number, found, right in labelled(
            parsed.gold, moved, parsed.article, nested=True
        )
    }
    numbers = decided(context, candidates)
    links = links_of([candidates[number] for number in numbers])
    for number, link in zip(numbers, links, strict=True):
        candidate = candidates[number]
        features = classifier_features(context, candidate, relations, number)
        found, right = labels.get(number, (False, False))
        counted = number in labels
        example = Example(features, parsed.gold.id, found, right, counted, link)
        yield example, candidate


def labelled(
    gold: GoldArticle,
    candidates: Sequence[Candidate],
    article: Article,
    *,
    nested: bool,
) -> Iterator[tuple[int, bool, bool]]:
    """Yield numbers of candidates with the labels ``found`` and ``right``.

    Matches of optional gold attributions are left out, and without ``nested`` also
    unmatched candidates inside the content of a gold attribution.
    """
    wanted = [parts_of(record, article.text) for record in gold.attributions]
    offered = [parts_of_candidate(candidate, article) for candidate in candidates]
    matched = align(wanted, offered)
    taken = {_cue_of(candidates[index]) for index in matched}
    for index, candidate in enumerate(candidates):
        if index in matched:
            answer = wanted[matched[index]]
            if gold.attributions[matched[index]].optional:
                continue
            same = agree(answer.cue, offered[index].cue) and agree(
                answer.source, offered[index].source
            )
            yield index, True, same
        elif _cue_of(candidate) in taken and any(
            overlap_of(fields.content, offered[index].content) >= MIN_OVERLAP
            for fields in wanted
        ):
            continue  # an alternative that would do as well
        elif nested or not _inside(candidate, wanted, article):
            yield index, False, False


def _cue_of(candidate: Candidate) -> tuple[int, int] | None:
    return candidate.cue.key if candidate.cue else None


def _inside(
    candidate: Candidate, wanted: Sequence[FieldOffsets], article: Article
) -> bool:
    cue = letters(piece_of(candidate.cue_span), article.text)
    return any(cue <= parts.content for parts in wanted)
