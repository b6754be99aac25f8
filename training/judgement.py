"""Fit the judgement: which drafts are attributions, and how sure that is.

    python -m training.judgement --prior TRAIN --fit NEWS DEV --whole WORLD

Two steps, so that the attribution tagger is not weighed on articles it has learnt:

1. The prior, from articles of PolNeAR's training part: what the words and the parse of
   a draft tell, without the tagger. Drafts inside another attribution's content are
   left out there, since PolNeAR annotates nothing nested.
2. The two judgements (with the tagger and without), from every second article of the
   development sets and from all of WORLD (``training.world``): the prior's log-odds,
   the tagger's view, and the parse again. The other half of the development sets is
   never looked at; ``training.reliability`` reports on it.

``keep`` learns whether a draft answers a gold attribution, ``sure`` whether cue and
source are right as well. Weights below ``SMALL`` are dropped.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from service.attribution.candidates import Draft
from service.attribution.classification.classify import is_nested, judged_features
from service.attribution.classification.features import syntax_features
from service.attribution.classification.logistic import Judge, Judgement, Logistic
from service.attribution.content.detect_contents import find_contents
from service.attribution.content.quotation_attachment import attach_quotations
from service.attribution.context import Scene
from service.attribution.cues.detect_cues import find_cues
from service.attribution.lexicon import Lexicon
from service.attribution.quotation_marks import find_quotations
from service.attribution.sources.detect_sources import find_sources
from service.evaluation.gold_articles import Annotated, Record
from service.evaluation.matching import Parts, agree, align, letters, parts_of
from service.nlp.annotator import Annotation
from service.records import Span
from service.text.article import Article
from training.annotated import Parsed, read_parsed

SMALL = 0.02
PRIOR_STRENGTH = 0.3
FIT_STRENGTH = 0.1
NEWS_WEIGHT = 3.0
"""A draft of the news set counts so often: its conventions are the service's."""
KEEP = 0.3
"""Log-odds at which a record is kept."""
TARGET = Path("service/lexicon/judgement.json")


class Example(msgspec.Struct, frozen=True):
    """A draft with what the gold says of it."""

    features: frozenset[str]
    prior: float
    found: bool
    right: bool
    weight: float


def drafts_of(scene: Scene) -> tuple[Draft, ...]:
    """Return all drafts of an article, good and bad."""
    cues = find_cues(scene)
    drafts = attach_quotations(scene, cues, find_contents(scene, cues))
    return find_sources(scene, drafts)


def scene_of(
    parsed: Parsed, lexicon: Lexicon, judgement: Judgement, *, tagger: bool
) -> Scene:
    """Return the scene of a parsed article, with or without the tagger's spans."""
    annotations = parsed.annotations if tagger else _untagged(parsed.annotations)
    quotations, _ = find_quotations(parsed.article)
    return Scene.build(parsed.article, annotations, quotations, lexicon, judgement)


def _untagged(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    replace = msgspec.structs.replace
    return tuple(
        replace(a, sentences=tuple(replace(s, tags=()) for s in a.sentences))
        for a in annotations
    )


def _pieces(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def parts_of_draft(draft: Draft, article: Article) -> Parts:
    """Return the letters of a draft's content, source and cue."""
    record = Record(
        content=tuple((s.start, s.end) for s in draft.content),
        cue=_pieces(draft.cue_span),
        source=_pieces(draft.source.span if draft.source else None),
    )
    return parts_of(record, article.text)


def labelled(
    gold: Annotated, drafts: Sequence[Draft], article: Article, *, nested: bool
) -> Iterator[tuple[Draft, bool, bool]]:
    """Yield each draft that counts, whether it is found in the gold, and right."""
    wanted = [parts_of(record, article.text) for record in gold.attributions]
    offered = [parts_of_draft(draft, article) for draft in drafts]
    matched = align(wanted, offered)
    for index, draft in enumerate(drafts):
        if index in matched:
            answer = wanted[matched[index]]
            if gold.attributions[matched[index]].optional:
                continue
            same = agree(answer.cue, offered[index].cue) and agree(
                answer.source, offered[index].source
            )
            yield draft, True, same
        elif nested or not _inside(draft, wanted, article):
            yield draft, False, False


def _inside(draft: Draft, wanted: Sequence[Parts], article: Article) -> bool:
    cue = letters(_pieces(draft.cue_span), article.text)
    return any(cue <= parts.content for parts in wanted)


def fit(examples: Sequence[Example], *, strength: float, label: str) -> Logistic:
    """Return a logistic model with L2 regularisation, small weights dropped."""
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(
        dict.fromkeys(e.features, 1.0) | {"<prior>": e.prior} for e in examples
    )
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(
        rows,
        [getattr(e, label) for e in examples],
        sample_weight=[e.weight for e in examples],
    )
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    prior = float(weights.pop("<prior>"))
    kept = {f: round(float(w), 3) for f, w in sorted(weights.items()) if abs(w) > SMALL}
    return Logistic(round(float(model.intercept_[0]), 3), kept, round(prior, 3))


def fit_prior(
    parsed: Sequence[Parsed], lexicon: Lexicon, judgement: Judgement
) -> Logistic:
    """Return the prior: words and parse, no tagger."""
    examples = []
    for one in parsed:
        scene = scene_of(one, lexicon, judgement, tagger=False)
        drafts = drafts_of(scene)
        examples += [
            Example(syntax_features(scene, draft), 0.0, found, right, 1.0)
            for draft, found, right in labelled(
                one.gold, drafts, one.article, nested=False
            )
            if draft.cue is not None
        ]
    return fit(examples, strength=PRIOR_STRENGTH, label="found")


def fit_judge(
    parsed: Sequence[Parsed], lexicon: Lexicon, judgement: Judgement, *, tagger: bool
) -> Judge:
    """Return the judgement with the tagger or without."""
    examples = []
    for one in parsed:
        scene = scene_of(one, lexicon, judgement, tagger=tagger)
        drafts = drafts_of(scene)
        for draft, found, right in labelled(
            one.gold, drafts, one.article, nested=one.is_news
        ):
            if draft.cue is not None:
                inside = is_nested(drafts, draft)
                if inside and tagger:
                    continue
                prior, features = judged_features(scene, draft, nested=inside)
                if one.is_news:
                    features |= {"<news>"}
                weight = NEWS_WEIGHT if one.is_news else 1.0
                examples.append(Example(features, prior, found, right, weight))
    return Judge(
        keep=_for_news(fit(examples, strength=FIT_STRENGTH, label="found")),
        sure=_for_news(fit(examples, strength=FIT_STRENGTH, label="right")),
        threshold=KEEP,
    )


def _for_news(model: Logistic) -> Logistic:
    """Move what is special to the news set into the bias: its rules are ours."""
    weights = dict(model.weights)
    bias = round(model.bias + weights.pop("<news>", 0.0), 3)
    return Logistic(bias, weights, model.prior)


def main(arguments: Sequence[str]) -> None:
    """Fit and write the file."""
    parser = argparse.ArgumentParser(prog="python -m training.judgement")
    parser.add_argument("--prior", type=Path, required=True)
    parser.add_argument("--fit", type=Path, nargs="+", required=True)
    parser.add_argument("--cache", type=Path, default=Path("out/parsed"))
    parser.add_argument("--whole", type=Path, nargs="*", default=[])
    parser.add_argument("--step", type=int, default=8)
    parser.add_argument(
        "--first", type=int, default=3, help="of every STEP articles of --prior"
    )
    options = parser.parse_args(arguments)
    lexicon = Lexicon.load()
    train = read_parsed(
        options.prior, cache=options.cache, step=options.step, first=options.first
    )
    halves = [
        one
        for path in options.fit
        for one in read_parsed(path, cache=options.cache)[::2]
    ]
    for path in options.whole:
        halves += read_parsed(path, cache=options.cache)
    shipped = Judgement.load()
    prior = fit_prior(train, lexicon, shipped)
    blank = msgspec.structs.replace(shipped, prior=prior)
    fitted = Judgement(
        prior=blank.prior,
        tagged=fit_judge(halves, lexicon, blank, tagger=True),
        plain=fit_judge(halves, lexicon, blank, tagger=False),
        turn=blank.turn,
    )
    encoded = msgspec.json.format(msgspec.json.encode(fitted), indent=1)
    TARGET.write_bytes(encoded + b"\n")
    sys.stderr.write(f"wrote {TARGET}: {len(encoded)} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
