"""What the stages read of a parsed article, for fitting."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution import Classifier, Lexicon
from service.attribution.context import Context
from service.attribution.quotation_marks import find_quotations
from service.nlp.annotator import Annotation
from training.encoder_states import StateReader
from training.parsed_gold import ParsedArticle


def context_of(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier, *, tagger: bool
) -> Context:
    """Return the context of a parsed article, with or without the tagger's spans."""
    annotations = parsed.annotations if tagger else _untagged(parsed.annotations)
    quotations, _ = find_quotations(parsed.article)
    return Context.build(
        parsed.article, annotations, quotations, lexicon, classifier, tagger=tagger
    )


def _untagged(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    return tuple(
        replace(a, sentences=tuple(replace(s, tags=()) for s in a.sentences))
        for a in annotations
    )


def with_readouts(
    parsed: ParsedArticle, classifier: Classifier, reader: StateReader
) -> ParsedArticle:
    """Return the article with the readouts of a classifier in its sentences."""
    annotations = reader.annotate(parsed.annotations, classifier)
    return replace(parsed, annotations=annotations)
