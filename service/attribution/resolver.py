"""Find the figure that a source means: a name, a description or a pronoun.

Names are joined in ``figures``; here descriptions find the figure they stood beside,
and pronouns the most present one (``presence``) that agrees in gender and number.
"""

from collections.abc import Sequence

import msgspec

from service.attribution.descriptions import (
    described_name,
    described_type,
    head_of,
    is_definite,
    is_plural,
    is_possessed,
    named_in,
)
from service.attribution.draft import Nominal
from service.attribution.figures import Cast, Figure
from service.attribution.lexicon import Gender, Lexicon
from service.attribution.presence import Presence
from service.attribution.scene import Scene
from service.attribution.tree import Tree

_GENDERED: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours"})
_NEUTRAL = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_BARE = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_ANY_ORGANIZATION = frozenset(
    "agency association body business charity company corporation firm group "
    "institution operator organisation organization outfit".split()
)
"""What an organisation may be called whatever it is, other than "the court"."""
_FIGURES = frozenset("data figure number statement statistic statistics".split())
"""What an office publishes and is not a document by itself."""
_AGENCIES = frozenset(
    "administration authority bureau commission department office service".split()
)
"""What "the agency" may have in its name."""
_SAME = dict.fromkeys(("army", "military"), {"army", "military"})
"""Nouns of one meaning."""
_QUANTIFIERS = frozenset("all few many more most no one other several some".split())
_UNNAMED = frozenset({"insider", "official", "source", *_BARE})
"""Who is quoted without a name for good."""
_SHORT = 4
"""Words of a description that may stand for somebody named."""
_AHEAD = 2
"""Sentences after a pronoun that may name whom it means."""


class Resolver(msgspec.Struct):
    """The figures and who spoke where, while drafts are read in text order."""

    scene: Scene
    cast: Cast
    presence: Presence

    def resolve(
        self, source: Nominal, *, parent: Figure | None, quoted: bool
    ) -> Figure | None:
        """Return the figure a source means.

        ``parent`` is the speaker of the words round it, ``quoted`` whether these stand
        in quotation marks.
        """
        tree = self.scene.trees[source.tree]
        word = tree.lower(source.head)
        named = tree.entity(source.head, "Person") is not None
        if not named and _is_pronoun(tree, source.head):
            return self._pronoun(source, word, parent=parent, quoted=quoted)
        carried = named_in(self.scene.lexicon, tree, source.head)
        bearer = _bearer(tree, source.head, carried)
        if _is_coordination(tree, bearer):
            start = bearer if carried is None else carried[0]
            return self._group(tree, source, bearer, start)
        if carried is not None:
            return self._named(tree, carried)
        labelled = self._labelled(tree, source)
        if labelled is not None:
            return labelled
        return self._description(tree, source)

    def _group(self, tree: Tree, source: Nominal, bearer: int, first: int) -> Figure:
        """Return the people of "three judges, Ann Lee and Bob May", by their names."""
        own = set(tree.subtree(bearer))
        names = tuple(p for p in source.positions if p in own and p >= first)
        if bearer == source.head or not names:
            names = source.positions
        return self._described(tree, source, names, kind="group")

    def _named(self, tree: Tree, carried: tuple[int, int, str]) -> Figure:
        start, end, label = carried
        text, offset = tree.text(range(start, end)), tree.tokens[start].start
        if label == "Person":
            return self.cast.person(text, offset + 1)
        return self.cast.organization(text, offset + 1)

    def _labelled(self, tree: Tree, source: Nominal) -> Figure | None:
        """Return the person whose name the tagger missed: "SORENSEN:", "Pang", "A:"."""
        if self.scene.text[source.span.start : source.span.end] == "A":
            people = [f for f in self.cast.figures if f.named and f.type == "person"]
            return max(people, key=lambda f: len(f.places), default=None)
        words = {tree.lower(p) for p in source.positions}
        capital = all(tree.tokens[p].text[0].isupper() for p in source.positions)
        if not capital or tree.tokens[source.head].upos == "NOUN":
            return None
        return next(
            (
                f
                for f in self.cast.figures
                if f.named and f.type == "person" and words <= set(f.words)
            ),
            None,
        )

    def _pronoun(
        self, source: Nominal, word: str, *, parent: Figure | None, quoted: bool
    ) -> Figure | None:
        if word in _FIRST:
            return parent if quoted else None
        offset = source.span.start
        fits = [f for f in self.cast.figures if _agrees(f, word)]
        if quoted:
            fits = [f for f in fits if f is not parent]
        elif parent is not None and parent in fits:
            return parent
        scored = [
            (s, f)
            for f in fits
            if (s := self.presence.salience(f, source.tree, offset))
        ]
        if not scored:
            return self._ahead(fits, source)
        gender = _GENDERED.get(word)
        best = max(scored, key=lambda pair: pair[0] + _known_as(pair[1], gender))[1]
        best.gender = best.gender or _GENDERED.get(word)
        return best

    def _ahead(self, fits: Sequence[Figure], source: Nominal) -> Figure | None:
        """Return whom a pronoun means that comes before its name.

        In its own sentence, or else as the subject of the next ones.
        """
        named = [
            (place, number)
            for number, figure in enumerate(fits)
            for place, sentence, subject in figure.places
            if figure.named
            and place > source.span.start
            and not figure.place
            and not self.presence.is_quoted(place)
            and (
                sentence == source.tree
                or (subject and sentence - source.tree <= _AHEAD)
            )
        ]
        return fits[min(named)[1]] if named else None

    def _description(self, tree: Tree, source: Nominal) -> Figure | None:
        kind = described_type(self.scene.lexicon, tree, source.head)
        owner = self._owner_of_figures(tree, source) or self._in_role(tree, source)
        if owner is not None:
            return owner
        if is_definite(tree, source.head) or _is_bare_spokesman(tree, source.head):
            known = self._known(tree, source, kind)
        elif is_possessed(tree, source.head):
            known = self._met(tree, source)
        elif _is_bare_plural(tree, source) and kind == "group":
            known = self._met(tree, source)
            known = known if known is not None and _is_some_group(known) else None
        else:
            known = None
        if known is None and kind == "person":
            known = self._introduced(tree, source)
        if known is not None:
            return known
        return self._described(tree, source, source.positions, kind=kind)

    def _introduced(self, tree: Tree, source: Nominal) -> Figure | None:
        """Return whom a lede describes ("A father of three says") before the name.

        The next paragraph begins with the name, at its first mention.
        """
        after = tree.index + 1
        unnamed = tree.lemma(source.head) in _UNNAMED
        if tree.index > 0 or unnamed or is_plural(tree, source.head):
            return None
        found = next(
            (
                f
                for f in self.cast.figures
                if f.named
                and f.type == "person"
                and len(f.words) > 1
                and f.places[0][1] == after
                and f.places[0][2]
            ),
            None,
        )
        if found is not None:
            found.nouns.add(tree.lemma(source.head))
        return found

    def _known(self, tree: Tree, source: Nominal, kind: str) -> Figure | None:
        """Return the figure met before that "the minister" or "the company" means."""
        known = self._met(tree, source)
        if known is not None:
            return known
        if is_plural(tree, source.head) or kind not in {"person", "organization"}:
            return None
        noun = tree.lemma(source.head)
        if kind == "organization" and noun not in _ANY_ORGANIZATION:
            return None
        return self._nearest(source, kind) or self._named_later(noun)

    def _owner_of_figures(self, tree: Tree, source: Nominal) -> Figure | None:
        """Return the office behind "the bank's data" and "statistics by the bank"."""
        if tree.lemma(source.head) not in _FIGURES:
            return None
        for child in tree.find(source.head, "nmod", "compound"):
            named = tree.entity(child, "Organization") is not None
            owns = tree.tokens[child].deprel in {"nmod:poss", "compound"}
            if named and (owns or tree.case(child) in {"by", "from", "of"}):
                carried = named_in(self.scene.lexicon, tree, child)
                return None if carried is None else self._named(tree, carried)
        return None

    def _in_role(self, tree: Tree, source: Nominal) -> Figure | None:
        """Return who is called "Malaysia's trade minister" elsewhere by name."""
        if is_plural(tree, source.head) or tree.has(source.head, "det", "a", "an"):
            return None
        words = {tree.lower(p) for p in source.positions} - {"the"}
        fits = [
            f
            for f in self.cast.figures
            if f.named
            and f.type == "person"
            and any(words == set(r.lower().split()) for r in f.roles)
        ]
        return fits[0] if len(words) > 1 and len(fits) == 1 else None

    def _met(self, tree: Tree, source: Nominal) -> Figure | None:
        """Return the figure met before for which the noun has stood."""
        noun, offset = tree.lemma(source.head), source.span.start
        before = [f for f in self.cast.figures if f.before(offset) is not None]
        several = is_plural(tree, source.head)
        known = [
            f
            for f in before
            if (f.nouns | set(f.words)) & _SAME.get(noun, {noun})
            and not (several and f.type == "person")
        ]
        modifiers = {tree.lower(p) for p in source.positions[:-1]} - {"the"}
        told = [f for f in known if modifiers & _role_words(f)]
        bare = {tree.lower(source.head), *_SAME.get(noun, {noun})}
        introduced = [f for f in known if f.name.lower() not in bare]
        for group in (told, [f for f in known if f.named], introduced):
            if group:
                return max(group, key=lambda f: f.before(offset) or (0,))
        return None

    def _named_later(self, noun: str) -> Figure | None:
        """Return the only figure that has the role anywhere in the article."""
        fits = [f for f in self.cast.figures if f.named and noun in f.nouns]
        return fits[0] if len(fits) == 1 else None

    def _nearest(self, source: Nominal, kind: str) -> Figure | None:
        """Return who "the politician" is likely to be: the most present of its kind."""
        tree = self.scene.trees[source.tree]
        telling = any(tree.entity(p) is not None for p in source.positions)
        if telling or len(source.positions) > _SHORT:
            return None
        fits = [
            f
            for f in self.cast.figures
            if f.type == kind
            and not f.place
            and not f.plural
            and not _is_other(self.scene.lexicon, f, tree.lemma(source.head))
        ]
        spoke = [f for f in fits if self.presence.spoke_last(f)]
        for group in ([f for f in fits if f.named], spoke):
            present = [
                (p, f)
                for f in group
                if (p := self.presence.weight(f, source.tree, source.span.start))
            ]
            if present:
                return max(present, key=lambda pair: pair[0])[1]
        return None

    def _described(
        self, tree: Tree, source: Nominal, positions: Sequence[int], *, kind: str
    ) -> Figure:
        name = described_name(tree, positions)
        same = [f for f in self.cast.figures if f.name == name]
        if same:
            return same[0]
        figure = Figure(name, kind, nouns={tree.lemma(source.head)})  # type: ignore[arg-type]
        figure.plural = is_plural(tree, source.head)
        figure.places.append((source.span.start, tree.index, True))
        self.cast.figures.append(figure)
        return figure


def _is_other(lexicon: Lexicon, figure: Figure, noun: str) -> bool:
    """Tell a "Ministry" or a medium, which "the company" cannot mean."""
    if noun == "agency" and _AGENCIES & set(figure.words):
        return False
    return figure.name.casefold() in lexicon.outlets or (
        figure.named
        and any(lexicon.sources.get(w) == "organization" for w in figure.words)
    )


def _known_as(figure: Figure, gender: Gender | None) -> float:
    """Return what a known gender adds to a figure's presence."""
    return 0.05 if gender is not None and figure.gender == gender else 0.0


def _role_words(figure: Figure) -> set[str]:
    return {w for role in figure.roles for w in role.lower().split()} | set(
        figure.words
    )


def _bearer(tree: Tree, head: int, carried: tuple[int, int, str] | None) -> int:
    """Return the head of the name beside "former president and commissioner"."""
    if carried is None or carried[2] != "Person":
        return head
    return head_of(tree, carried[0], carried[1])


def _is_pronoun(tree: Tree, head: int) -> bool:
    """Tell "he" from the surname in "He Qinghua"."""
    if tree.tokens[head].upos == "PRON":
        return True
    return tree.lower(head) in _GENDERED and not tree.find(head, "flat", "appos")


def _is_bare_spokesman(tree: Tree, head: int) -> bool:
    """Tell "spokesman" from "a spokesman", whom nobody has met."""
    return tree.lemma(head) in _BARE and not tree.find(head, "det")


def _is_bare_plural(tree: Tree, source: Nominal) -> bool:
    """Tell "sources", who may be the "ministerial sources" of the sentence before."""
    return len(source.positions) == 1 and is_plural(tree, source.head)


def _is_some_group(figure: Figure) -> bool:
    """Tell "ministerial sources" from "many sources" and from "the Sources Group"."""
    first = figure.name.split(maxsplit=1)[0].lower()
    return figure.type == "group" and not figure.named and first not in _QUANTIFIERS


def _is_coordination(tree: Tree, head: int) -> bool:
    return any(
        tree.tokens[c].upos in {"PROPN", "NOUN"} and tree.first(c, "cc") is not None
        for c in tree.find(head, "conj")
    )


def _agrees(figure: Figure, word: str) -> bool:
    gender = _GENDERED.get(word)
    if gender is not None:
        return figure.type == "person" and figure.gender in {None, gender}
    if word in _NEUTRAL:
        return figure.type in {"organization", "document"} and not figure.plural
    if word in _PLURAL:
        unnamed = figure.type == "person" and not figure.named and not figure.gender
        return unnamed or figure.plural or figure.type in {"group", "organization"}
    return False
