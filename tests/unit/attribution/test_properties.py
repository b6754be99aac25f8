"""What holds for every document, however absurd its parse is."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.attribution.pipeline import attribute_document
from service.nlp.document import ROOT, Tagged, Token
from service.records import Reading, Span
from tests.support.builders import CLASSIFIER, LEXICON, Row, document, upos_of
from tests.support.treebank import rows

WORDS = (
    "Hale/NNP Ann/NNP CNN/NNP Reuters/NNP mayor/NN report/NN claim/NN ministry/NN "
    "officials=official/NNS people/NNS he/PRP she/PRP I/PRP it/PRP they/PRP who/WP "
    "which/WDT what/WP that/IN that/WDT as/IN by/IN to/TO to/IN of/IN for/IN on/IN "
    "in/IN whether/IN according=accord/VBG the/DT no/DT not/RB n't=not/RB and/CC "
    "said=say/VBD says=say/VBZ told=tell/VBD asked=ask/VBD called=call/VBD "
    "described=describe/VBN accused=accuse/VBN quoted=quote/VBN saying=say/VBG "
    "adding=add/VBG declined=decline/VBD comment/VB believe/VBP fell=fall/VBD "
    "tweeted=tweet/VBD put/VBD was=be/VBD is=be/VBZ would/MD confident/JJ safe/JJ "
    "words=word/NNS interview/NN Twitter/NNP A/DT 5/CD ,/, ./. :/: -/: ?/. \"/`` \"/'' "
    "(/-LRB- )/-RRB-"
).split()
RELS = (
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound "
    "compound:prt conj cop csubj dep det discourse expl fixed flat iobj mark nmod "
    "nmod:desc nmod:poss nsubj nsubj:pass nummod obj obl obl:agent parataxis punct "
    "xcomp"
).split()
LABELS = ["Person", "Organization", "Location", "NORP", "Date", "Misc"]
TAGS = ["Source", "Cue", "Content"]
Draw = st.DrawFn


@st.composite
def spans(draw: Draw, length: int, labels: list[str]) -> tuple[Tagged, ...]:
    """Return labelled spans side by side."""
    found, at = [], 0
    while at < length and draw(st.booleans()):
        start = draw(st.integers(at, length - 1))
        at = draw(st.integers(start + 1, min(length, start + 5)))
        found.append(Tagged(start, at, draw(st.sampled_from(labels))))
    return tuple(found)


@st.composite
def parses(draw: Draw) -> Row:
    """Return a sentence of reporting words with any tree over it."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    order = draw(st.permutations(range(len(words))))
    tokens: list[Token | None] = [None] * len(words)
    for number, position in enumerate(order):
        form, _, xpos = words[position].rpartition("/")
        form, _, lemma = form.partition("=")
        head = draw(st.sampled_from(order[:number])) if number else ROOT
        deprel = draw(st.sampled_from(RELS)) if number else "root"
        upos = upos_of(xpos, deprel)
        feats = draw(st.sampled_from(["", "Voice=Pass"]))
        tokens[position] = Token(
            0, 0, form, lemma or form.lower(), upos, xpos, feats, head, deprel
        )
    return Row(
        tuple(token for token in tokens if token is not None),
        draw(spans(len(words), LABELS)),
        draw(spans(len(words), TAGS)),
    )


@st.composite
def articles(draw: Draw) -> Reading:
    """Return the reading of a few paragraphs, one sentence in each."""
    known = draw(st.lists(parses() | st.sampled_from(rows()), min_size=1, max_size=5))
    text = "\n\n".join(row.text for row in known)
    article, annotations = document(text, known)
    reading = attribute_document(
        article, annotations, lexicon=LEXICON, classifier=CLASSIFIER, tagger=True
    )
    check_spans(text, reading)
    return reading


def check_spans(text: str, reading: Reading) -> None:
    """Compare every span of a reading with the text."""
    for record in reading.attributions:
        at = 0
        for span in record.content:
            assert at <= span.start < span.end <= len(text)
            assert any(c.isalnum() for c in text[span.start : span.end])
            at = span.end
        others = [record.source, record.addressee]
        others.append(record.cue.span if record.cue else None)
        others.append(record.outlet.mention if record.outlet else None)
        for other in others:
            assert other is None or text[other.start : other.end].strip()
    named = [
        tuple(mention.span for mention in speaker.mentions)
        for speaker in reading.speakers
    ]
    named += [outlet.mentions for outlet in reading.outlets]
    for mentions in named:
        assert list(mentions) == sorted(set(mentions))
        assert all(isinstance(span, Span) for span in mentions)


EXAMPLES = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck)
)


@EXAMPLES
@given(articles())
def test_ids_and_links(reading: Reading) -> None:
    """Any parse gives records with good spans, links to others and known speakers."""
    ids = [record.id for record in reading.attributions]
    assert ids == [f"a{number}" for number in range(1, len(ids) + 1)]
    speakers = {speaker.id for speaker in reading.speakers}
    outlets = {outlet.id for outlet in reading.outlets}
    for record in reading.attributions:
        assert {record.parent, record.continues} - {None} <= set(ids) - {record.id}
        assert record.speaker is None or record.speaker in speakers
        assert record.outlet is None or record.outlet.id in outlets
        assert 0 <= record.confidence <= 1
    assert {r.speaker for r in reading.attributions} - {None} == speakers
    assert {r.outlet.id for r in reading.attributions if r.outlet} == outlets
