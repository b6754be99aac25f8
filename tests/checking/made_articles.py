"""Invented articles for the made set: who says what is known by construction.

Recipe: an article has three or four speakers, each with a full name and a role, and for
each of them one or two quotations of one to three sentences. Sentences come from
``SENTENCES``, whose slots are filled at random; no two quotations of a set of articles
share a sentence. Cues stand behind, before or within the quotation. The seed decides
everything.
"""

import random
from collections.abc import Iterator

import msgspec

from service.records import (
    Attribution,
    Cue,
    OutletCredit,
    Reading,
    Span,
    Speaker,
)

FIRST = "Ida Tom Maren Kofi Lena Paul Rosa Amir Greta Owen Nadia Felix".split()
LAST = "Holm Berg Castell Mensah Brandt Quill Ortega Rahimi Solberg Pryce".split()
ROLES = (
    "mayor",
    "harbour master",
    "council member",
    "head teacher",
    "chief engineer",
    "union secretary",
    "fire officer",
    "park warden",
)
OUTLETS = ("Daily Ferry", "Harbour Post", "Radio Elmhaven", "Northern Ledger")
PLACES = "Elmhaven Torvik Larchfield Osterby Quayside Brackwater".split()
FIRMS = ("Acme Ferries", "Larch Energy", "Tide Works", "Osterby Rail")
SENTENCES = tuple(
    line
    for line in """
The bridge at {place} will not open before {month}
We have spent {number} dollars on a wall that nobody needs
I never told {firm} that the harbour was safe
It took the crew {small} hours to reach the last house on the island
Nobody in {place} was warned about the flood
The children walked {small} kilometres to school because the road was gone
We don't know who opened the gates that night
There are {number} people waiting for a flat in this town
My father built boats here, and I want my daughter to build them too
{firm} has promised new engines – it has not delivered one
The smell from the plant gets worse every summer
If the council cuts the night bus, the nurses cannot get home
This is the third storm in {small} weeks, and the pumps are broken
You could see the smoke from {place}, and no siren was heard
I would rather lose the vote than sell the library
The river has risen by {small} metres since {month}
Every winter we repair the same roof with the same money
They called it 'a small mistake', but {number} fish died
The new timetable leaves {place} without a train on Sundays
Our volunteers carried {number} sandbags through the dark
We're not asking for a palace, only for dry floors
The contract was signed in {month} without a single question
I learned about the sale of {firm} from my hairdresser
Half of the apples were lost to the frost this spring
The lighthouse hasn't been painted since my grandmother kept it
A fine of {number} euros will not frighten anybody
The inspectors came twice and found nothing wrong with the lift
We will appeal, and we will win
Somebody has to pay for the empty shops on the market square
The ferry to {place} is older than most of its passengers
It was a quiet evening until the windows began to shake
Teachers here buy chalk from their own pockets
The plan for the marsh ignores everything we learned in {month}
We lost {small} good players and still reached the final
He drove the last bus through the snow for {small} hours
The well is deep enough for the whole valley
There was no insurance for the barn or the horses
The committee never saw the report from {firm}
People say the old mill is haunted – I say it is badly heated
The price of bread has doubled since the bakery in {place} closed
We found the boat upside down near the second buoy
The doctors did what they could with one lamp and no water
Our museum keeps {number} maps that nobody has ever copied
It is not my job to make the minister look good
The wind turned at noon and saved the eastern quarter
I counted {small} lorries an hour outside the kindergarten
The swimming pool will stay open as long as I am in office
They moved the graves without asking the families
We need {number} new trees before the summer heat arrives
The choir sang until the power came back
""".strip().splitlines()
)
NARRATIVE = (
    "Rain had fallen on the coast for most of the week.",
    "The meeting lasted until after midnight.",
    "A decision is expected in the coming days.",
    "Traffic was diverted through the old town.",
    "The dispute goes back several years.",
    "Work on the site stopped in the autumn.",
)
MONTHS = "January March April June August October".split()
VERBS = ("said", "said", "told reporters", "added", "warned")


class Quote(msgspec.Struct, frozen=True):
    """A quotation of an article: its sentences and its speaker's number."""

    sentences: tuple[str, ...]
    speaker: int
    pieces: tuple[str, ...] = ()
    """The words exactly as the article sets them, in pieces round a cue."""

    @property
    def words(self) -> str:
        """What was said, without marks."""
        return " ".join(self.sentences)


class Article(msgspec.Struct, frozen=True):
    """An invented article with all that there is to know of it."""

    id: str
    text: str
    outlet: str
    title: str
    people: tuple[tuple[str, str], ...]
    """Name and role of each speaker."""
    quotes: tuple[Quote, ...]
    reading: Reading


def make_articles(chance: random.Random, number: int) -> list[Article]:
    """Return articles that share no sentence."""
    stock = list(SENTENCES)
    chance.shuffle(stock)
    return [_article(chance, f"source-{n}", stock) for n in range(1, number + 1)]


def fill(chance: random.Random, sentence: str) -> str:
    """Return a sentence with its slots filled."""
    return sentence.format(
        place=chance.choice(PLACES),
        firm=chance.choice(FIRMS),
        month=chance.choice(MONTHS),
        number=f"{chance.randint(2, 90)},{chance.randint(1, 9)}00",
        small=chance.choice(["two", "three", "five", "7", "12", "40"]),
    )


def _article(chance: random.Random, name: str, stock: list[str]) -> Article:
    people = tuple(
        (f"{first} {last}", role)
        for first, last, role in zip(
            chance.sample(FIRST, 3),
            chance.sample(LAST, 3),
            chance.sample(ROLES, 3),
            strict=True,
        )
    )
    quotes = tuple(_quotes(chance, stock))
    outlet = chance.choice(OUTLETS)
    writer = Writer()
    writer.write(chance.choice(NARRATIVE) + "\n\n")
    met: set[int] = set()
    for quote in quotes:
        who, role = people[quote.speaker]
        named = who.split()[-1] if quote.speaker in met else f"{role} {who}"
        met.add(quote.speaker)
        form = chance.choice(["behind", "before", "within"])
        writer.quote(quote, named, chance.choice(VERBS), form)
        writer.write("\n\n" if chance.random() < 0.6 else " ")
        if chance.random() < 0.5:
            writer.write(chance.choice(NARRATIVE) + "\n\n")
    title = f"{chance.choice(PLACES)} debates {chance.choice(ROLES)}'s plan"
    text, contents = writer.text, [content for content, *_ in writer.found]
    exact = tuple(
        msgspec.structs.replace(
            quote, pieces=tuple(text[s.start + 1 : s.end - 1] for s in content)
        )
        for quote, content in zip(quotes, contents, strict=True)
    )
    return Article(name, text, outlet, title, people, exact, writer.reading(people))


def _quotes(chance: random.Random, stock: list[str]) -> Iterator[Quote]:
    for number in range(5):
        size = chance.choice([1, 1, 2, 2, 3])
        taken = [fill(chance, stock.pop()) + "." for _ in range(min(size, len(stock)))]
        if taken:
            yield Quote(tuple(taken), number % 3)


class Writer:
    """Writes a text and notes its attributions."""

    def __init__(self) -> None:
        self.text = ""
        self.found: list[tuple[tuple[Span, ...], int, str | None, str]] = []

    def write(self, words: str) -> Span:
        """Add words and return where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def quote(self, quote: Quote, named: str, verb: str, form: str) -> None:
        """Write a quotation with its cue behind, before or within it."""
        words = quote.words
        if form == "within" and len(quote.sentences) > 1:
            first = quote.sentences[0].removesuffix(".")
            one = self.write(f"“{first},”")
            self.write(f" {verb} {named}. ")
            two = self.write(f"“{' '.join(quote.sentences[1:])}”")
            self.note((one, two), quote.speaker)
        elif form == "before":
            self.write(f"{named[0].upper()}{named[1:]} {verb}: ")
            self.note((self.write(f"“{words}”"),), quote.speaker)
        else:
            one = self.write(f"“{words.removesuffix('.')},”")
            self.write(f" {verb} {named}.")
            self.note((one,), quote.speaker)

    def note(
        self,
        content: tuple[Span, ...],
        speaker: int,
        *,
        outlet: str | None = None,
        kind: str = "direct",
    ) -> None:
        """Remember an attribution."""
        self.found.append((content, speaker, outlet, kind))

    def reading(self, people: tuple[tuple[str, str | None], ...]) -> Reading:
        """Return the reading that a perfect reader would make."""
        return Reading(
            language="en",
            attributions=tuple(
                Attribution(
                    id=f"a{number}",
                    type=kind,  # type: ignore[arg-type]
                    kind="speech",
                    content=content,
                    cue=Cue(Span(0, 1), "say"),
                    source=None,
                    speaker=f"s{speaker}",
                    outlet=OutletCredit("o1", outlet, None) if outlet else None,
                    addressee=None,
                    parent=None,
                    continues=None,
                    negated=False,
                    confidence=0.9,
                    evidence=(),
                )
                for number, (content, speaker, outlet, kind) in enumerate(self.found, 1)
            ),
            speakers=tuple(
                Speaker(f"s{number}", name, "person", role, ())
                for number, (name, role) in enumerate(people)
            ),
            outlets=(),
            credits=(),
            warnings=(),
            words=len(self.text.split()),
        )
