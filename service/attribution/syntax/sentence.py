"""Navigation over the parse of one sentence.

Labels are those of Universal Dependencies v2; ``rels`` are main relations, without
their subtypes (``nsubj:pass`` is ``nsubj`` there), since packages differ in these.
"""

from collections.abc import Collection, Iterator, Sequence

from service.nlp.document import ROOT, Sentence, Tagged, Token
from service.records import Span


class Tree:
    """A sentence with its children lists. Positions are indices of its tokens."""

    __slots__ = ("children", "index", "rels", "sentence", "tokens")

    def __init__(self, sentence: Sentence, *, index: int) -> None:
        self.sentence = sentence
        self.index = index
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.rels = [token.deprel.partition(":")[0] for token in self.tokens]
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for position, token in enumerate(self.tokens):
            if token.head != ROOT:
                self.children[token.head].append(position)

    def __len__(self) -> int:
        return len(self.tokens)

    def lower(self, position: int) -> str:
        """Return the word in lower case."""
        return self.tokens[position].text.lower()

    def lemma(self, position: int) -> str:
        """Return the lemma in lower case."""
        return self.tokens[position].lemma.lower()

    def head(self, position: int) -> int | None:
        """Return the governor, or None at a root."""
        head = self.tokens[position].head
        return None if head == ROOT else head

    def find(self, position: int, *rels: str) -> list[int]:
        """Return the children with one of the main relations, in order."""
        return [c for c in self.children[position] if self.rels[c] in rels]

    def first(self, position: int, *rels: str) -> int | None:
        """Return the first child with one of the main relations."""
        return next((c for c in self.children[position] if self.rels[c] in rels), None)

    def has(self, position: int, rel: str, *words: str) -> bool:
        """Tell whether a child with that relation is one of the words."""
        return any(self.lower(c) in words for c in self.find(position, rel))

    def has_child(self, position: int, *labels: str) -> bool:
        """Tell whether a child has one of the labels, subtype and all: ``aux:pass``."""
        return any(self.tokens[c].deprel in labels for c in self.children[position])

    def ancestors(self, position: int) -> Iterator[int]:
        """Yield the governor, its governor and so on."""
        head = self.head(position)
        while head is not None:
            yield head
            head = self.head(head)

    def subtree(self, top: int, *, without: Collection[int] = ()) -> list[int]:
        """Return the positions under ``top`` in order, ``without`` subtrees cut off."""
        found: list[int] = []
        pending = [top]
        while pending:
            position = pending.pop()
            found.append(position)
            pending.extend(c for c in self.children[position] if c not in without)
        return sorted(found)

    def is_under(self, position: int, top: int) -> bool:
        """Tell whether ``position`` is ``top`` or depends on it."""
        return position == top or top in self.ancestors(position)

    def case(self, position: int) -> str:
        """Return the preposition of a phrase or clause; ``according to`` is one."""
        markers = self.find(position, "case", "mark")
        words = [
            w for child in markers[:1] for w in (child, *self.find(child, "fixed"))
        ]
        if len(markers) > 1 and markers[1] == markers[0] + 1:
            words.append(markers[1])
        return " ".join(self.lower(w) for w in words)

    def feature(self, position: int, name: str) -> str | None:
        """Return the value of a UD feature such as ``VerbForm``."""
        for pair in self.tokens[position].feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None

    def span(self, positions: Sequence[int]) -> Span:
        """Return the span from the first to the last of the positions."""
        return Span(self.tokens[positions[0]].start, self.tokens[positions[-1]].end)

    def spans(self, positions: Sequence[int]) -> list[Span]:
        """Return one span per unbroken run of positions."""
        return [self.span(run) for run in runs(positions)]

    def tagged(self, position: int, label: str) -> Tagged | None:
        """Return the attribution tagger's span of that label over the token."""
        return tag_at(self.sentence.tags, position, label)

    def name_span(self, position: int, *labels: str) -> Tagged | None:
        """Return the named entity over the token, of any label or of these."""
        found = tag_at(self.sentence.entities, position, None)
        return found if found and (not labels or found.label in labels) else None

    def text(self, positions: Sequence[int]) -> str:
        """Return the normalised words, joined as a reader would."""
        words: list[str] = []
        for previous, position in zip([None, *positions], positions, strict=False):
            gap = (
                previous is not None
                and self.tokens[previous].end < self.tokens[position].start
            )
            words.append((" " if gap else "") + self.tokens[position].text)
        return "".join(words)


def runs(positions: Sequence[int]) -> list[list[int]]:
    """Split sorted positions into runs without a gap."""
    found: list[list[int]] = []
    for position in positions:
        if found and found[-1][-1] == position - 1:
            found[-1].append(position)
        else:
            found.append([position])
    return found


def tag_at(tags: Sequence[Tagged], position: int, label: str | None) -> Tagged | None:
    """Return the tag that covers the position."""
    for tag in tags:
        if tag.start <= position < tag.end and label in {None, tag.label}:
            return tag
    return None
