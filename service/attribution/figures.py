"""Who appears in the article: people, organisations, groups and documents by name.

One pass over the article gathers the names that the tagger saw and the nouns that speak;
mentions that can mean the same figure are joined: full name and surname, name and
acronym, name and title, "the junta" and "Myanmar's military junta".
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from service.attribution.lexicon import Gender, Lexicon
from service.attribution.nominals import nominal
from service.attribution.scene import Scene
from service.attribution.tree import Tree
from service.attribution.types import Span, SpeakerType

_SUBJECTS = frozenset({"nsubj", "obl", "appos", "obj", "conj", "root", "nmod", "iobj"})
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_MINOR = frozenset({"of", "for", "and", "the", "in", "on", "to", "a", "de", "&"})


class Figure(msgspec.Struct, eq=False):
    """Somebody who may speak; filled while the article is read."""

    name: str
    type: SpeakerType
    words: tuple[str, ...] = ()
    """The words of the name, lower case; empty for a description."""
    named: bool = False
    plural: bool = False
    gender: Gender | None = None
    roles: list[str] = msgspec.field(default_factory=list)
    nouns: set[str] = msgspec.field(default_factory=set)
    """Lemmas of nouns that have stood for this figure."""
    aliases: set[str] = msgspec.field(default_factory=set)
    place: bool = False
    """A country or a city, which speaks only where the text says so."""
    places: list[tuple[int, int, bool]] = msgspec.field(default_factory=list)
    """(offset, sentence, whether as subject) of each mention, in order."""
    sources: list[Span] = msgspec.field(default_factory=list)

    def before(self, offset: int) -> tuple[int, int, bool] | None:
        """Return the last mention that starts before the offset."""
        return next((p for p in reversed(self.places) if p[0] < offset), None)


class Cast(msgspec.Struct):
    """All figures of one article, in order of first mention."""

    lexicon: Lexicon
    figures: list[Figure] = msgspec.field(default_factory=list)

    def person(self, text: str, offset: int) -> Figure:
        """Return the person of that name, new or met before."""
        words = name_words(text, self.lexicon)
        gender = title_gender(text, self.lexicon) or self.lexicon.names.get(
            words[0] if words else ""
        )
        known = [f for f in self.figures if f.named and f.type == "person"]
        same = [f for f in known if _one_person(words, f.words)]
        same = [f for f in same if not (gender and f.gender and f.gender != gender)]
        exact = [f for f in same if f.words == words]
        inner = [f for f in known if len(words) == 1 and words[0] in f.words]
        figure = _latest(exact or same or inner, offset)
        if figure is None:
            figure = Figure(bare_name(text, self.lexicon), "person", words, named=True)
            self.figures.append(figure)
        elif len(words) > len(figure.words):
            figure.name, figure.words = bare_name(text, self.lexicon), words
        figure.gender = figure.gender or gender
        return figure

    def organization(self, text: str, offset: int) -> Figure:
        """Return the organisation or country of that name, new or met before."""
        name = bare_organization(text)
        words = tuple(w.lower() for w in _WORD.findall(name))
        known = [f for f in self.figures if f.named and f.type == "organization"]
        figure = _latest([f for f in known if _one_organization(name, words, f)], offset)
        if figure is None:
            figure = Figure(name, "organization", words, named=True)
            self.figures.append(figure)
        elif len(words) > len(figure.words) and len(figure.words) > 0:
            figure.aliases.add(figure.name.lower())
            figure.name, figure.words = name, words
        return figure

    def described(self, name: str, kind: SpeakerType, noun: str) -> Figure:
        """Return a new figure that has no name."""
        figure = Figure(name, kind, nouns={noun})
        self.figures.append(figure)
        return figure

    def by_noun(self, noun: str, offset: int) -> Figure | None:
        """Return the figure that the noun stood for last before the offset."""
        return _latest([f for f in self.figures if noun in f.nouns], offset)


def _latest(figures: Iterable[Figure], offset: int) -> Figure | None:
    found = [(f.before(offset), f) for f in figures]
    placed = [(p[0], f) for p, f in found if p is not None]
    if placed:
        return max(placed, key=lambda pair: pair[0])[1]
    return next((f for _, f in found), None)


def gather(scene: Scene) -> Cast:
    """Return the figures of the article with their names, roles and places."""
    cast = Cast(scene.lexicon)
    for tree in scene.trees:
        for entity in tree.sentence.entities:
            if entity.label == "Person":
                _meet_person(cast, tree, entity.start, entity.end)
            elif entity.label in {"Organization", "Location"}:
                _meet_organization(cast, tree, entity.start, entity.end)
    for tree in scene.trees:
        for head in _speaking_nouns(scene, tree):
            _meet_described(cast, tree, head)
    for figure in cast.figures:
        figure.places.sort()
    return cast


def head_of(tree: Tree, start: int, end: int) -> int:
    """Return the token of ``[start, end)`` that depends on none of the others."""
    return next(
        (p for p in range(start, end) if not start <= tree.tokens[p].head < end), start
    )


def _place(tree: Tree, position: int) -> tuple[int, int, bool]:
    rel = tree.rels[position]
    return (tree.tokens[position].start, tree.index, rel == "nsubj")


def _meet_person(cast: Cast, tree: Tree, start: int, end: int) -> None:
    while start > 0 and _is_title(cast.lexicon, tree, start - 1):
        start -= 1
    figure = cast.person(tree.text(range(start, end)), tree.tokens[start].start)
    head = head_of(tree, start, end)
    top = _phrase_head(tree, head)
    subject = (tree.tokens[start].start, tree.index, tree.rels[top] == "nsubj")
    figure.places.append(subject)
    for role, noun in roles_beside(cast.lexicon, tree, start, end):
        if role not in figure.roles:
            figure.roles.append(role)
        figure.nouns.add(noun)
        figure.gender = figure.gender or cast.lexicon.persons.get(noun)


def _is_title(lexicon: Lexicon, tree: Tree, position: int) -> bool:
    word = tree.lower(position).rstrip(".")
    return word in lexicon.titles and word != "the" and tree.tokens[position].text[0].isupper()


def _phrase_head(tree: Tree, position: int) -> int:
    while tree.rels[position] in {"appos", "flat", "compound"} or (
        tree.tokens[position].deprel == "nmod:desc"
    ):
        above = tree.head(position)
        if above is None:
            break
        position = above
    return position


def roles_beside(
    lexicon: Lexicon, tree: Tree, start: int, end: int
) -> Iterator[tuple[str, str]]:
    """Yield the roles that stand beside a name, each with the lemma of its noun."""
    name = set(range(start, end))
    head = head_of(tree, start, end)
    top = _phrase_head(tree, head)
    if top != head or tree.lemma(head) in lexicon.persons:
        phrase = nominal(tree, top)
        before = [p for p in phrase.positions if p < start]
        role = _role_text(lexicon, tree, before)
        if role:
            yield role
    else:
        before = [
            p
            for c in tree.children[head]
            if c < start and tree.rels[c] in {"compound", "amod", "nmod", "appos"}
            for p in tree.subtree(c)
        ]
        role = _role_text(lexicon, tree, sorted(before))
        if role:
            yield role
    for child in tree.find(head, "appos"):
        if child not in name and child > head:
            role = _role_text(lexicon, tree, list(nominal(tree, child).positions))
            if role:
                yield role


def _role_text(
    lexicon: Lexicon, tree: Tree, positions: list[int]
) -> tuple[str, str] | None:
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    while words and tree.tokens[words[0]].upos in {"DET", "PRON", "CCONJ", "ADP"}:
        words.pop(0)
    nouns = [p for p in words if tree.lemma(p) in lexicon.persons]
    if not nouns:
        return None
    noun = nouns[-1] if words[-1] == nouns[-1] else nouns[0]
    return tree.text(range(words[0], words[-1] + 1)), tree.lemma(noun)


def _meet_organization(cast: Cast, tree: Tree, start: int, end: int) -> None:
    text = tree.text(range(start, end))
    figure = cast.organization(text, tree.tokens[start].start)
    if not figure.places:
        figure.place = tree.entity(start, "Location") is not None
    head = head_of(tree, start, end)
    figure.places.append(_place(tree, _phrase_head(tree, head)))
    figure.nouns.update(w for w in figure.words if w in cast.lexicon.sources)
    figure.aliases.update(_acronym_after(tree, end))
    for child in tree.find(head, "appos"):
        if cast.lexicon.sources.get(tree.lemma(child)) == "organization":
            figure.nouns.add(tree.lemma(child))
    above = tree.head(head)
    if above is not None and tree.rels[head] in {"appos", "compound", "flat"}:
        if cast.lexicon.sources.get(tree.lemma(above)) == "organization":
            figure.nouns.add(tree.lemma(above))


def _acronym_after(tree: Tree, end: int) -> Iterator[str]:
    if end + 2 < len(tree) and tree.tokens[end].text == "(":
        inside = tree.tokens[end + 1].text
        if tree.tokens[end + 2].text == ")" and inside.isupper():
            yield inside.lower()


def _speaking_nouns(scene: Scene, tree: Tree) -> Iterator[int]:
    """Yield the heads of noun phrases without a name that may speak or be meant."""
    for position, token in enumerate(tree.tokens):
        if token.upos != "NOUN" or tree.rels[position] not in _SUBJECTS:
            continue
        if tree.lemma(position) not in scene.lexicon.sources and (
            tree.lemma(position) not in scene.lexicon.persons
        ):
            continue
        if named_in(tree, position) is None:
            yield position


def named_in(tree: Tree, head: int) -> tuple[int, int, str] | None:
    """Return (start, end, label) of the name that a noun phrase carries."""
    names = [e for e in tree.sentence.entities if e.label in _CARRIED]
    for entity in sorted(names, key=lambda e: e.label != "Person"):
        inner = head_of(tree, entity.start, entity.end)
        covers = entity.start <= head < entity.end
        if covers and entity.label != "NORP":
            return entity.start, entity.end, entity.label
        if entity.label in {"Person", "Organization"} and _phrase_head(tree, inner) == head:
            rel = tree.rels[inner]
            if entity.label == "Person" or rel in {"appos", "flat"}:
                return entity.start, entity.end, entity.label
    return None


_CARRIED = frozenset({"Person", "Organization", "Location", "NORP"})


def _meet_described(cast: Cast, tree: Tree, head: int) -> None:
    noun = tree.lemma(head)
    offset = tree.tokens[head].start
    figure = None
    plural = is_plural(tree, head)
    if is_definite(tree, head):
        figure = cast.by_noun(noun, offset)
        if figure is None and len(nominal(tree, head).positions) <= 2:
            return
    if figure is None:
        phrase = nominal(tree, head)
        kind = described_type(cast.lexicon, tree, head)
        figure = cast.described(described_name(tree, phrase.positions), kind, noun)
        figure.plural = plural
        figure.gender = cast.lexicon.persons.get(noun)
    figure.places.append(_place(tree, head))
    figure.places.sort()


def is_definite(tree: Tree, head: int) -> bool:
    """Tell "the minister" and "that report" from "a minister"."""
    return any(
        tree.lower(c) in {"the", "this", "that", "these", "those"}
        for c in tree.find(head, "det")
    )


def is_plural(tree: Tree, head: int) -> bool:
    """Tell whether a noun phrase is plural or a coordination."""
    joined = any(
        tree.tokens[c].upos in {"NOUN", "PROPN"} for c in tree.find(head, "conj")
    )
    return joined or tree.tokens[head].xpos in {"NNS", "NNPS"}


def described_type(lexicon: Lexicon, tree: Tree, head: int) -> SpeakerType:
    """Return what a noun phrase without a name is."""
    noun = tree.lemma(head)
    kind = lexicon.sources.get(noun)
    if kind in {"organization", "document"}:
        return kind
    if is_plural(tree, head):
        return "group"
    if noun in lexicon.persons:
        return "person"
    return "group" if kind == "group" and noun in _COLLECTIVE else "person" if kind else "unknown"


_COLLECTIVE = frozenset({"staff", "people", "family", "community", "couple"})


def described_name(tree: Tree, positions: Iterable[int]) -> str:
    """Return a description as a name: without a leading article."""
    words = list(positions)
    if len(words) > 1 and tree.lower(words[0]) == "the":
        words = words[1:]
    return tree.text(words)


def name_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a person's name, titles and the possessive aside."""
    return tuple(w.lower() for w in _WORD.findall(bare_name(text, lexicon)))


def bare_name(text: str, lexicon: Lexicon) -> str:
    """Return a person's name without titles and possessive."""
    words = re.sub(r"'s?$", "", text.strip()).split()
    while len(words) > 1 and words[0].lower().rstrip(".") in lexicon.titles:
        words = words[1:]
    return " ".join(words)


def title_gender(text: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender that a title before the name tells."""
    words = text.split()
    return lexicon.titles.get(words[0].lower().rstrip(".")) if words else None


def bare_organization(text: str) -> str:
    """Return an organisation's name without article and possessive."""
    name = re.sub(r"'s?$", "", text.strip())
    return re.sub(r"^(the|The|THE)\s+(?=\S)", "", name)


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if not set(short) <= set(long):
        return False
    return short[-1] == long[-1] or short[0] == long[0] or len(short) > 1


def _one_organization(name: str, words: tuple[str, ...], figure: Figure) -> bool:
    if words == figure.words or name.lower() in figure.aliases:
        return True
    if not words:
        return False
    if name.isupper() and len(words) == 1:
        return _initials(figure.words) == words[0]
    if figure.name.isupper() and len(figure.words) == 1:
        return _initials(words) == figure.words[0]
    short, long = sorted((words, figure.words), key=len)
    return len(short) >= 2 and long[: len(short)] == short


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in _MINOR)
