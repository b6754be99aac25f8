"""Features of the mentions of an entity before and after the source of a candidate."""

from collections.abc import Iterator

from service.attribution.coref.antecedents.ranking.classes import type_of, up_to
from service.attribution.coref.antecedents.ranking.mention_words import MentionWords
from service.attribution.coref.antecedents.ranking.options import Option
from service.attribution.coref.antecedents.ranking.ranked_record import RankedRecord
from service.attribution.coref.entities import Entity, Mention

_FAR = 99
_MOST_SENTENCES = 3
_LAST_MENTIONS = 3
_MENTIONS_OF_SUBJECT = 4


def mentions_before(
    record: RankedRecord, option: Option, entity: Entity, words: MentionWords
) -> Iterator[str]:
    """Yield the distance, the form and the number of the mentions before."""
    kind, sentence = record.anaphor.kind, record.anaphor.tree.index
    before = option.before
    if not before:
        yield from ("no before", f"no before {kind}")
        return
    yield from _last_mention(record, before[-1], words)
    rank = record.recency.get(entity.number, _FAR)
    yield f"recency rank {up_to(rank, 0, 1, 2, 4, 8)} {type_of(entity)}"
    subjects = (m for m in reversed(before) if m.is_subject and not m.is_quoted)
    subject = next(subjects, None)
    if subject is None:
        yield "never subject"
    else:
        yield f"last subject {up_to(sentence - subject.sentence, 0, 1, 2, 3, 5, 8)}"
    latest = before[-_MENTIONS_OF_SUBJECT:]
    place = record.subject_before
    if place and any(words.word_of(mention) == place for mention in latest):
        yield from ("subject of previous", f"subject of previous {kind}")
    if any(m.sentence == sentence for m in before[-_LAST_MENTIONS:]):
        yield "same sentence before"
    yield f"before {up_to(len(before), 1, 2, 3, 5, 8, 13)}"


def _last_mention(
    record: RankedRecord, last: Mention, words: MentionWords
) -> Iterator[str]:
    context, sentence = record.context, record.anaphor.tree.index
    steps = sentence - last.sentence
    near = min(steps, _MOST_SENTENCES)
    apart = context.paragraphs[sentence] - context.paragraphs[last.sentence]
    yield f"last sentence {up_to(steps, 0, 1, 2, 3, 5, 8, 13)}"
    yield f"last {near} subject {last.is_subject} quoted {last.is_quoted}"
    yield f"last paragraph {up_to(apart, 0, 1, 2, 3, 5)}"
    tree, position = words.word_of(last)
    read = context.trees[tree]
    yield f"last tag {read.tokens[position].upos}"
    yield f"last relation {read.rels[position]} {min(steps, 2)}"
    if steps == 1 and record.anaphor.kind in {"continuation", "agentless"}:
        yield f"sentence before subject {last.is_subject}"


def mentions_after(
    record: RankedRecord, option: Option, entity: Entity
) -> Iterator[str]:
    """Yield the mentions after the source, in its words, in the content and in all."""
    anaphor, kept = record.anaphor, type_of(entity)
    if option.after:
        steps = option.after[0].sentence - anaphor.tree.index
        yield f"next sentence {up_to(steps, 0, 1, 2, 4, 8)}"
        if not option.before:
            form = option.after[0].is_subject
            yield f"cataphor {min(steps, _MOST_SENTENCES)} {form} {anaphor.kind}"
    else:
        yield "no after"
    if option.is_in(record.content):
        yield from ("in content", f"in content {kept}", f"in content {anaphor.kind}")
    addressee = record.candidate.addressee
    if addressee is not None and option.is_in((addressee.span,)):
        yield "addressee"
    yield from _inside(record, option, kept)
    if entity.named and entity.type == "person":
        rank = record.frequency.get(entity.number, _FAR)
        yield f"count rank {up_to(rank, 0, 1, 2, 4)}"
    first = min((m.sentence for m in option.mentions[:1]), default=None)
    yield f"first {'none' if first is None else up_to(first, 0, 1, 2, 4, 8)}"
    yield f"mentions {up_to(len(option.mentions), 0, 1, 2, 3, 5, 8, 13)}"


def _inside(record: RankedRecord, option: Option, kept: str) -> Iterator[str]:
    """Yield the mentions in the words of the source: its head, its first word."""
    anaphor = record.anaphor
    head = anaphor.tree.tokens[anaphor.head].start
    for mention in option.inside:
        start = "start " if mention.offset == anaphor.offset else ""
        yield f"in source {'head ' if mention.offset == head else start}{kept}"
