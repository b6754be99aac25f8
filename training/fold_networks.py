"""Networks that did not see the article whose features they give, for fitting."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec
from msgspec.structs import replace

from service.attribution import Classifier
from service.attribution.classification.networks.boundary_network import Boundaries
from service.nlp.conventions import ConventionNetwork
from training import boundary_fit, convention_fit
from training.boundary_fit import ArticleInstances, fit_boundaries
from training.classifier_fit import fit_without_folds
from training.convention_examples import ArticleParagraphs
from training.convention_fit import fit_conventions
from training.kept_fits import KeptFits


class NetworkFits(msgspec.Struct, frozen=True):
    """Fits the networks for boundaries and conventions, each once."""

    boundaries: KeptFits
    conventions: KeptFits

    @classmethod
    def of(cls, cache: Path, encoder: str) -> Self:
        """Return the fits that are kept below a folder, for one encoder."""
        folder = cache / "networks"
        modules = boundary_fit, convention_fit
        return cls(*(KeptFits(folder, module, encoder) for module in modules))

    def whole(
        self,
        classifier: Classifier,
        contents: Sequence[ArticleInstances],
        paragraphs: Sequence[ArticleParagraphs],
    ) -> Classifier:
        """Return the classifier with networks of all articles."""
        return replace(
            classifier,
            boundaries=self._boundaries(contents),
            conventions=self._conventions(paragraphs),
        )

    def of_conventions(
        self, paragraphs: Sequence[ArticleParagraphs]
    ) -> dict[str, ConventionNetwork]:
        """Return for each article, by id, the network of conventions without it."""
        return fit_without_folds(paragraphs, self._conventions)

    def without_each(
        self,
        classifier: Classifier,
        contents: Sequence[ArticleInstances],
        conventions: Mapping[str, ConventionNetwork],
    ) -> Mapping[str, Classifier]:
        """Return for each article, by id, the classifier with networks without it.

        ``conventions`` are those of ``of_conventions``, with which the contents were
        read.
        """
        boundaries = fit_without_folds(contents, self._boundaries)
        return {
            name: replace(classifier, boundaries=one, conventions=conventions[name])
            for name, one in boundaries.items()
        }

    def _boundaries(self, articles: Sequence[ArticleInstances]) -> Boundaries:
        return self.boundaries.fit(articles, fit_boundaries, Boundaries)

    def _conventions(self, articles: Sequence[ArticleParagraphs]) -> ConventionNetwork:
        return self.conventions.fit(articles, fit_conventions, ConventionNetwork)
