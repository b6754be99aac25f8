"""Networks that did not see the article whose features they give, for fitting."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from service.attribution import Classifier
from service.attribution.classification.networks import Boundaries
from service.nlp.conventions import ConventionNetwork
from training.boundary_fit import ArticleInstances, fit_boundaries
from training.classifier_fit import fit_without_folds
from training.convention_examples import ArticleParagraphs
from training.convention_fit import fit_conventions


def fold_boundaries(
    articles: Sequence[ArticleInstances], encoder: str
) -> dict[str, Boundaries]:
    """Return for each article, by id, boundary networks that did not see it."""
    return fit_without_folds(articles, lambda some: fit_boundaries(some, encoder))


def fold_conventions(
    articles: Sequence[ArticleParagraphs], encoder: str
) -> dict[str, ConventionNetwork]:
    """Return for each article, by id, the network of the conventions without it."""
    return fit_without_folds(articles, lambda some: fit_conventions(some, encoder))


def fold_numbers(
    classifier: Classifier,
    boundaries: Mapping[str, Boundaries],
    conventions: Mapping[str, ConventionNetwork],
) -> dict[str, Classifier]:
    """Return the classifier with networks that did not see an article, by its id."""
    return {
        name: replace(classifier, boundaries=one, conventions=conventions[name])
        for name, one in boundaries.items()
    }
