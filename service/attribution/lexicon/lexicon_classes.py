"""The classes of words that the rules read: each field is a class of one table.

A class has the same name in the column "classes" of its table; a class that no field
has, or no entry, is an error when the tables are read.
"""

import msgspec


class NounClasses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of ``nouns.tsv``, lemmas in lower case."""

    after_names: frozenset[str]
    """Not part of the name before them ("the Dawn newspaper")."""
    agency_media: frozenset[str]
    """For an agency named elsewhere ("the news agency")."""
    air_media: frozenset[str]
    """For a broadcaster named elsewhere ("the channel")."""
    ambiguous_media: frozenset[str]
    """For a medium only if one has just spoken ("the agency")."""
    anonymous_sources: frozenset[str]
    """For people whom an article quotes without ever naming them ("an insider")."""
    apposed_media: frozenset[str]
    """For a medium, before or after its name ("the newspaper X")."""
    article_authors: frozenset[str]
    """For the author of the article after "this" ("this reporter")."""
    audiences: frozenset[str]
    """For an audience that hears something ("the court heard")."""
    businesses: frozenset[str]
    """For businesses of many kinds ("the lender")."""
    civic_bodies: frozenset[str]
    """For associations of many kinds ("the charity")."""
    collectives: frozenset[str]
    """For a group in the singular ("his family")."""
    countries: frozenset[str]
    """For countries that are named together ("both nations")."""
    generic_media: frozenset[str]
    """For media, also without a name ("local media")."""
    kin: frozenset[str]
    """For a relative ("Lee's brother")."""
    leaders: frozenset[str]
    """For whoever leads a body ("the chief of the fleet")."""
    magazine_media: frozenset[str]
    """For a magazine named elsewhere ("the weekly")."""
    media: frozenset[str]
    """For a medium ("the newspaper")."""
    media_in_compounds: frozenset[str]
    """For a medium, with a modifier ("the news agency")."""
    media_kinds: frozenset[str]
    """For a medium, after its name and no part of it ("Voice of X radio")."""
    media_staff: frozenset[str]
    """For staff and programmes of a medium ("the Post's reporter")."""
    media_writings: frozenset[str]
    """Texts that stand in a medium ("an op-ed in X")."""
    medium_partners: frozenset[str]
    """Occasions with a medium as the partner ("remarks to X")."""
    occasions: frozenset[str]
    """For the occasions and publications in which somebody speaks or writes."""
    officers: frozenset[str]
    """Roles of people who speak about a suspect and are not one ("the detective")."""
    own_words: frozenset[str]
    """For texts in which the author speaks ("a letter")."""
    party_members: frozenset[str]
    """For a politician by party ("the Ohio Republican")."""
    persons_in_names: frozenset[str]
    """For organisations, or a person with a name of several words ("developer")."""
    platform_pages: frozenset[str]
    """What somebody has or writes on a platform ("an X post")."""
    posted_texts: frozenset[str]
    """Texts that "say" something ("sent a tweet saying")."""
    press_media: frozenset[str]
    """For a newspaper named elsewhere ("the paper")."""
    public_bodies: frozenset[str]
    """For authorities of many kinds ("the regulator")."""
    reports: frozenset[str]
    """For what a medium publishes in its own name ("a BBC report")."""
    rubrics: frozenset[str]
    """Documents that before a colon name a kind of article ("Review: ...")."""
    second_persons: frozenset[str]
    """For a second person after "and", even bare ("husband and wife")."""
    sides: frozenset[str]
    """For people or countries that are named together ("the two sides")."""
    site_media: frozenset[str]
    """For a site named elsewhere ("the website")."""
    standards: frozenset[str]
    """What "according to" introduces that is no source ("according to plan")."""
    studies: frozenset[str]
    """Documents that an organisation speaks in or issues ("the survey")."""
    suspects: frozenset[str]
    """Roles of people in a case of crime ("the defendant")."""
    unique_institutions: frozenset[str]
    """For institutions that "the" introduces without a name ("the police")."""
    utterances: frozenset[str]
    """For occasions of speaking, whose "in" phrase is no part of a source."""
    views: frozenset[str]
    """Of thought in "in X's view"."""


class VerbClasses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of ``verbs.tsv``, lemmas in lower case."""

    acts_on_things: frozenset[str]
    """Of an act where the object is a noun ("thanked the crew", "offered a raise")."""
    airing: frozenset[str]
    """Of an occasion and its medium ("remarks carried by X")."""
    answering: frozenset[str]
    """Of an answer to the question before ("he replied")."""
    asking: frozenset[str]
    """Of asking, with "if" or "whether" ("wondered if it rained")."""
    consequences: frozenset[str]
    """As a participle after a comma, of what the speech led to ("prompting it to")."""
    forecasting: frozenset[str]
    """Of a forecast ("expect prices to rise")."""
    gestures: frozenset[str]
    """Of what a speaker does between two sentences ("she laughs")."""
    going: frozenset[str]
    """Before a verb of reporting ("went on X to say", "took to X to say")."""
    intention: frozenset[str]
    """Of an intention ("plans to vote")."""
    issuing: frozenset[str]
    """With a text as the object, whose author is the subject ("sent a letter")."""
    knowledge: frozenset[str]
    """Of knowledge ("knew that it burned")."""
    light: frozenset[str]
    """Whose object names the act of speech ("issued a statement")."""
    media_acts: frozenset[str]
    """With a medium as the subject, and few other organisations."""
    media_writing: frozenset[str]
    """With "in" and a medium ("argued in X")."""
    medium_reports: frozenset[str]
    """With an ambiguous name of a medium as the subject ("Time reported")."""
    naming: frozenset[str]
    """Of a name, that report only with an agent ('a talk titled "Salt"')."""
    obtaining: frozenset[str]
    """Of "documents obtained by" a medium."""
    on_air: frozenset[str]
    """With "on" and a medium ("said on X")."""
    overhearing: frozenset[str]
    """Of "X was heard to say", whose source is the patient."""
    perception: frozenset[str]
    """Of perception and judgement ("saw that it burned")."""
    posting: frozenset[str]
    """With "on" and a platform ("posted on X")."""
    publishing: frozenset[str]
    """With a document as the object ("issued a report")."""
    questioning: frozenset[str]
    """Of a question to the speaker of an answer ("asked by a host")."""
    quoted_as: frozenset[str]
    """With "as" and a participle ("was reported as saying")."""
    quoting: frozenset[str]
    """Of the words of others, with the speaker as the patient ("quoted Hale")."""
    referring: frozenset[str]
    """Of a reference as a bare participle ("referring to the dam")."""
    relaying: frozenset[str]
    """With a medium as the subject that passes words on ("CNN reported")."""
    responding: frozenset[str]
    """Of which "declined to" denies the act itself ("declined to comment")."""
    showing: frozenset[str]
    """Of proof, with persons and documents as sources ("the report shows")."""
    speech_acts: frozenset[str]
    """Of which an object or a preposition is enough ("condemned the raid")."""
    telling: frozenset[str]
    """Whose addressee may be a medium that the list lacks ("told Kelmar")."""
    voicing: frozenset[str]
    """Whose subject is the source of a reporting noun ("voiced concern that")."""


class AdjectiveClasses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of ``adjectives.tsv``, lemmas in lower case."""

    clear: frozenset[str]
    """Complements of "make it" that report ("made it clear that")."""
    knowledge: frozenset[str]
    """Of knowledge ("is aware that it burned")."""


class WordClasses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of ``words.tsv``, forms in lower case."""

    addressee_prepositions: frozenset[str]
    """Of the addressee before an infinitive ("appealed to them to leave")."""
    adjunct_prepositions: frozenset[str]
    """Of agents, times and places, which are never a content ("in May")."""
    attribute_prepositions: frozenset[str]
    """Of what describes a speaker after the noun ("a woman with a pram")."""
    conditional: frozenset[str]
    """At the beginning of a condition ("unless it rains")."""
    connectives: frozenset[str]
    """Before a sentence and a comma, no part of a content ("In addition, it")."""
    cue_prepositions: frozenset[str]
    """Prepositions that are cues ("according to")."""
    days: frozenset[str]
    """Days on which somebody speaks ("said on Friday it rained")."""
    definite_determiners: frozenset[str]
    """Determiners that make a noun definite ("that report")."""
    description_determiners: frozenset[str]
    """At the beginning of a description and no part of it ("its")."""
    first_person_pronouns: frozenset[str]
    """Forms of "I" and "we"."""
    first_person_singular: frozenset[str]
    """In a quotation, a sign that its speaker speaks of himself ("I've")."""
    focus_adverbs: frozenset[str]
    """Before a noun phrase and no part of it ("also the mayor")."""
    holder_modifiers: frozenset[str]
    """Beside a role, of any of its holders ("the former mayor")."""
    inanimate: frozenset[str]
    """Pronouns for things as sources ("this shows that")."""
    indefinite_determiners: frozenset[str]
    """Determiners of what has not been mentioned ("another")."""
    indefinite_pronouns: frozenset[str]
    """Pronouns that have no antecedent ("someone", "many")."""
    inserted_connectives: frozenset[str]
    """Between cue and content, in commas ("she said, however, that")."""
    intervening_prepositions: frozenset[str]
    """Between a cue and its clause ("a promise to them that")."""
    medium_participles: frozenset[str]
    """Participles before a medium ("Taking to his Facebook page, he said")."""
    medium_prepositions: frozenset[str]
    """Between an occasion and its medium ("an interview with CNN")."""
    name_prepositions: frozenset[str]
    """Before the complement in a name ("Bank of Selby")."""
    negations: frozenset[str]
    """Adverbs that negate a verb ("never said")."""
    neuter_pronouns: frozenset[str]
    """Forms of "it"."""
    occasion_prepositions: frozenset[str]
    """Between a cue and its occasion or medium ("said on Twitter")."""
    past_auxiliaries: frozenset[str]
    """Auxiliaries of the past ("I was told")."""
    people_pronouns: frozenset[str]
    """For people where no noun follows ("many said")."""
    person_pronouns: frozenset[str]
    """Pronouns for persons ("she", "who")."""
    person_quantifiers: frozenset[str]
    """For one person where no noun follows ("another said")."""
    plural_pronouns: frozenset[str]
    """Forms of "they"."""
    quantifiers: frozenset[str]
    """Determiners that begin the description of a part of a group ("many sources")."""
    quantities: frozenset[str]
    """Heads of quantified noun phrases ("half of the doctors")."""
    relative_pronouns: frozenset[str]
    """Pronouns that begin a relative clause ("X, who left")."""
    signature_prepositions: frozenset[str]
    """Of the occasion after a signature ("Ada Low on her last match")."""
    skipped_in_acronyms: frozenset[str]
    """Words of a name that an acronym may leave out ("of")."""
    third_person_singular: frozenset[str]
    """In a quotation, for a person who is not its speaker ("he's")."""
    undistinguishing: frozenset[str]
    """Words of a noun phrase that distinguish no entity ("the", "former")."""
    wh_words: frozenset[str]
    """Question words ("did not say why")."""


class NameWordClasses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of ``name_words.tsv``, in lower case but for letters after names."""

    airlines: frozenset[str]
    """In names of airlines ("Osterby Airways")."""
    businesses: frozenset[str]
    """In names of businesses, to which "the company" can refer ("Selby Bank")."""
    civic_bodies: frozenset[str]
    """In names of associations, to which "the group" can refer ("Hale Trust")."""
    media: frozenset[str]
    """In names of media ("Selby Gazette")."""
    media_starts: frozenset[str]
    """At the beginning of names of media ("Radio Selby")."""
    non_media: frozenset[str]
    """In names of organisations that are addressed and publish no news ("Senate")."""
    offices: frozenset[str]
    """In names of offices, with their head noun ("Deputy Prime Minister")."""
    parties: frozenset[str]
    """In names of political parties ("Osterby Greens")."""
    place_acronyms: frozenset[str]
    """Locations in capitals, before "company" no name of one ("the US company")."""
    post_nominals: frozenset[str]
    """Letters after a person's name that are not part of it ("Ann Hale QC")."""
    public_bodies: frozenset[str]
    """In names of authorities, to which "the agency" can refer ("Tax Office")."""
    unions: frozenset[str]
    """In names of unions ("Osterby Teachers")."""
    unspecific_media: frozenset[str]
    """At the end of names of media, without standing for them ("News")."""
