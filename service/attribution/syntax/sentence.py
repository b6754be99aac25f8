"""Navigation over the dependency parse of one sentence.

Labels are those of Universal Dependencies v2. ``rels`` holds main relations, without
their subtypes (``nsubj:pass`` becomes ``nsubj``), since packages differ in subtypes.
"""

from collections.abc import Collection, Iterator, Sequence

from service.attribution.lexicon import Lexicon
from service.nlp.document import ROOT, Sentence, Tagged, Token
from service.records import Span

_NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "PRON"})
_PASSIVE_RELATIONS = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})
_QUOTATION_MARK_TAGS = frozenset({"``", "''"})


class Tree:
    """A parsed sentence with the dependents of each token and the word lists.

    A position is the index of a token in the sentence, from 0. ``index`` is the place
    of the sentence in the article.
    """

    __slots__ = ("children", "index", "lexicon", "rels", "sentence", "tokens")

    def __init__(self, sentence: Sentence, *, index: int, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
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
        """Return the form of the token in lower case."""
        return self.tokens[position].text.lower()

    def lemma(self, position: int) -> str:
        """Return the lemma of the token in lower case."""
        return self.tokens[position].lemma.lower()

    def head(self, position: int) -> int | None:
        """Return the position of the governor, None for a root."""
        head = self.tokens[position].head
        return None if head == ROOT else head

    def find(self, position: int, *rels: str) -> list[int]:
        """Return the dependents with one of the main relations, in text order."""
        return [c for c in self.children[position] if self.rels[c] in rels]

    def first(self, position: int, *rels: str) -> int | None:
        """Return the first dependent with one of the main relations, or None."""
        for child in self.children[position]:
            if self.rels[child] in rels:
                return child
        return None

    def has(self, position: int, rel: str, *words: str) -> bool:
        """Whether a dependent with the main relation is one of the words."""
        return any(self.lower(c) in words for c in self.find(position, rel))

    def oblique(self, position: int, *cases: str) -> int | None:
        """Return the first oblique dependent with one of the prepositions, or None."""
        obliques = self.find(position, "obl")
        return next((o for o in obliques if self.case(o) in cases), None)

    @property
    def root(self) -> int:
        """The position of the root: the first token without a governor."""
        return next(p for p, token in enumerate(self.tokens) if token.head == ROOT)

    def subject(self, predicate: int) -> int | None:
        """Return the nominal subject of a verb, noun or adjective, or None.

        It has the relation ``nsubj`` or a subtype: "Hale" in "Hale said so" and "Hale
        was told so".
        """
        return self.first(predicate, "nsubj")

    def direct_object(self, verb: int) -> int | None:
        """Return the direct object, ``obj``, or None: "Hale" in "They told Hale so"."""
        return self.first(verb, "obj")

    def passive_subject(self, verb: int) -> int | None:
        """Return the first nominal subject of a passive clause, or None.

        It has the relation ``nsubj:pass``: "Hale" in "Hale was told so".
        """
        return next(
            (c for c in self.children[verb] if self.is_passive_subject(c)), None
        )

    def is_passive_subject(self, position: int) -> bool:
        """Whether the word has the relation ``nsubj:pass`` ("Hale was told so")."""
        return self.tokens[position].deprel == "nsubj:pass"

    def is_passive(self, verb: int) -> bool:
        """Whether the verb heads a passive clause with an auxiliary or a subject.

        It has a dependent ``aux:pass``, ``nsubj:pass`` or ``csubj:pass``: "was told". A
        bare participle ("a plan called mad") has the feature ``Voice=Pass`` only.
        """
        return any(
            self.tokens[c].deprel in _PASSIVE_RELATIONS for c in self.children[verb]
        )

    def agent(self, verb: int) -> int | None:
        """Return the agent of a passive clause or participle, or None.

        It is an oblique dependent with the relation ``obl:agent``, or one with "by" of
        a verb that is passive or has the feature ``Voice=Pass``: "Hale" in "condemned
        by Hale".
        """
        passive = self.is_passive(verb) or self.feature(verb, "Voice") == "Pass"
        return next(
            (
                o
                for o in self.find(verb, "obl")
                if self.tokens[o].deprel == "obl:agent"
                or (passive and self.is_by_phrase(o))
            ),
            None,
        )

    def is_by_phrase(self, position: int) -> bool:
        """Whether the word is a noun or pronoun with "by", but for dates and amounts.

        That is how an agent is expressed, of a verb ("condemned by Hale") or a noun
        ("calls by Hale"); "by Friday" and "by 5 percent" are adverbials.
        """
        return (
            self.case(position) == "by"
            and self.tokens[position].upos in _NOMINAL_TAGS
            and self.name_span(position, "Date", "Money") is None
        )

    def is_possessor(self, position: int) -> bool:
        """Whether the word is a possessive modifier: ``nmod:poss`` ("Hale's plan")."""
        return self.tokens[position].deprel == "nmod:poss"

    def is_joined_to_name(self, position: int) -> bool:
        """Whether the word and its head name or describe one thing: "mayor Ann Hale".

        It has the relation ``appos``, ``flat``, ``compound`` or ``nmod:desc``.
        """
        return (
            self.rels[position] in {"appos", "flat", "compound"}
            or self.tokens[position].deprel == "nmod:desc"
        )

    def is_relative_clause(self, position: int) -> bool:
        """Whether the word heads a relative clause, ``acl:relcl`` ("X, who left")."""
        return self.tokens[position].deprel == "acl:relcl"

    def is_person(self, position: int) -> bool:
        """Whether the word is in a person's name or a personal pronoun for persons.

        True of "Ann", "she", "them" and "who", not of "it" and "mayor".
        """
        return (
            self.lower(position) in self.lexicon.words.person_pronouns
            or self.name_span(position, "Person") is not None
        )

    def ancestors(self, position: int) -> Iterator[int]:
        """Yield the governor, its governor, and so on up to the root."""
        head = self.head(position)
        while head is not None:
            yield head
            head = self.head(head)

    def subtree(self, top: int, *, without: Collection[int] = ()) -> list[int]:
        """Return ``top`` and all that depends on it, in text order.

        Args:
            top: the position of the governor.
            without: dependents that are left out with their subtrees.
        """
        found: list[int] = []
        pending = [top]
        while pending:
            position = pending.pop()
            found.append(position)
            pending.extend(c for c in self.children[position] if c not in without)
        return sorted(found)

    def is_under(self, position: int, top: int) -> bool:
        """Whether ``position`` is ``top`` or depends on it, directly or not."""
        return position == top or top in self.ancestors(position)

    def case(self, position: int) -> str:
        """Return the preposition or subordinator of a phrase or clause.

        It is in lower case, "" if there is none. A fixed expression ("according to")
        and a second preposition right after the first ("as per") are included.
        """
        markers = self.find(position, "case", "mark")
        if not markers:
            return ""
        words = [
            w for child in markers[:1] for w in (child, *self.find(child, "fixed"))
        ]
        if len(markers) > 1 and markers[1] == markers[0] + 1:
            words.append(markers[1])
        return " ".join(self.lower(w) for w in words)

    def feature(self, position: int, name: str) -> str | None:
        """Return the value of a UD feature (``VerbForm``), or None."""
        for pair in self.tokens[position].feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None

    def quotation_marks(self, one: int, other: int) -> list[str]:
        """Return the Penn tags of the quotation marks between two tokens.

        They are in text order, whichever token comes first: two backticks for an
        opening mark, two apostrophes for a closing one.
        """
        between = self.tokens[min(one, other) : max(one, other)]
        return [token.xpos for token in between if token.xpos in _QUOTATION_MARK_TAGS]

    def span(self, positions: Sequence[int]) -> Span:
        """Return the span from the first to the last of the positions."""
        return Span(self.tokens[positions[0]].start, self.tokens[positions[-1]].end)

    def spans(self, positions: Sequence[int]) -> list[Span]:
        """Return one span for each contiguous run of positions."""
        return [self.span(run) for run in runs(positions)]

    def tagged(self, position: int, label: str) -> Tagged | None:
        """Return the attribution tagger's span with the label that covers the token."""
        return tag_at(self.sentence.tags, position, label)

    def name_span(self, position: int, *labels: str) -> Tagged | None:
        """Return the named entity that covers the token.

        Args:
            position: the token.
            labels: the accepted entity labels; all are, if none is given.
        """
        found = tag_at(self.sentence.entities, position, None)
        return found if found and (not labels or found.label in labels) else None

    def text(self, positions: Sequence[int]) -> str:
        """Return the normalised forms with a blank wherever the article has a gap."""
        words: list[str] = []
        for previous, position in zip([None, *positions], positions, strict=False):
            gap = (
                previous is not None
                and self.tokens[previous].end < self.tokens[position].start
            )
            words.append((" " if gap else "") + self.tokens[position].text)
        return "".join(words)


def runs(positions: Sequence[int]) -> list[list[int]]:
    """Split sorted positions into contiguous runs."""
    found: list[list[int]] = []
    for position in positions:
        if found and found[-1][-1] == position - 1:
            found[-1].append(position)
        else:
            found.append([position])
    return found


def tag_at(tags: Sequence[Tagged], position: int, label: str | None) -> Tagged | None:
    """Return the first span that covers the position, None if there is none.

    Args:
        tags: spans over token positions.
        position: the token.
        label: the label of the span; None accepts any.
    """
    for tag in tags:
        if tag.start <= position < tag.end and label in {None, tag.label}:
            return tag
    return None
