//! The tables of the format, version 1: every key, its type and what it is for.
//! To add a key, add its line; reading, did-you-mean and the JSON Schema follow.

use toml::de::DeTable;

use crate::{
    briefing::{
        leaf::{Byline, Grade, Line, Many, Pairs, Prose, Ref, Version, When},
        wire::{Cx, Field, Key, Must, Table, tables},
    },
    model::{
        ActorKind, Basis, Capacity, Confidence, DateBasis, Importance, JudgmentKind, Likelihood,
        QuoteKind, Reliability, Stance, Status,
    },
    seal::{Seal, Sealer, Unsealer},
};

tables! {
    "The file's own table."
    Top {
        schema "schema": Must<Version>, "The version of the format: 1.";
    }
    "What stands in records that are silent."
    Defaults {
        source "source": Option<Ref>, "The source of events, quotes and judgments.";
        lang "lang": Option<Line>, "The language of quotes, BCP 47.";
        credibility "credibility": Option<Grade>, "Admiralty scale, 1 (confirmed) to 6 (cannot be judged).";
        marking "marking": Option<Line>, "How quotes and sources may be shared.";
    }
    "What the briefing is about, and how it was made."
    BriefingWire {
        id "id": Must<Ref>, "Its id, unique in the library: a-z, 0-9 and -.";
        title "title": Must<Line>, "Its title.";
        fiction "fiction": Option<bool>, "Whether all of it is made up, to show or to teach something.";
        question "question": Option<Line>, "The question it answers.";
        summary "summary": Option<Prose>, "What it says, in short.";
        method "method": Option<Prose>, "How it was made: from what, and what was assumed.";
        as_of "as_of": Option<When>, "Up to when it knows.";
        updated "updated": Option<When>, "When it was last worked on.";
        authors "authors": Vec<Line>, "Who wrote it.";
        lang "lang": Option<Line>, "Its language, BCP 47.";
        marking "marking": Option<Line>, "How it may be shared, such as TLP:CLEAR.";
        status "status": Option<Status>, "How far it has come.";
        tags "tags": Vec<Line>, "Free words to find it by.";
        licence "licence": Option<Line>, "The licence of the coding.";
    }
    "Where words were published and can be checked."
    SourceWire {
        kind "type": Must<Line>, "Its CSL type, such as article-magazine, speech, report, treaty.";
        title "title": Must<Line>, "Its title; in […] if you supplied it.";
        author "author": Option<Many<Byline>>, "Who wrote it: “Family, Given” or actor.id.";
        editor "editor": Option<Many<Byline>>, "Who edited it.";
        translator "translator": Option<Many<Byline>>, "Who translated it.";
        container "container": Option<Line>, "What it appeared in.";
        publisher "publisher": Option<Line>, "Who published it.";
        place "place": Option<Line>, "Where it was published.";
        event_place "event_place": Option<Line>, "Where it was said.";
        issued "issued": Option<When>, "When it was issued.";
        original_date "original_date": Option<When>, "When its original appeared.";
        accessed "accessed": Option<When>, "When you looked at it.";
        volume "volume": Option<Line>, "Its volume.";
        number "number": Option<Line>, "Its number, such as A/RES/73/27.";
        issue "issue": Option<Line>, "Its issue.";
        pages "pages": Option<Line>, "Its pages.";
        section "section": Option<Line>, "Its section.";
        edition "edition": Option<Line>, "Its edition.";
        genre "genre": Option<Line>, "What sort of text it is.";
        authority "authority": Option<Line>, "The body that issued it.";
        archive "archive": Option<Line>, "The archive that keeps it.";
        archive_location "archive_location": Option<Line>, "Where in the archive.";
        url "url": Option<Line>, "Where it stands on the web.";
        archive_url "archive_url": Option<Line>, "Where a copy of that page is kept.";
        doi "doi": Option<Line>, "Its DOI.";
        isbn "isbn": Option<Line>, "Its ISBN.";
        issn "issn": Option<Line>, "Its ISSN.";
        lang "lang": Option<Line>, "Its language, BCP 47.";
        reliability "reliability": Option<Reliability>, "Admiralty letter, A (completely reliable) to F (cannot be judged).";
        descriptor "descriptor": Option<Prose>, "Its quality, access and bias, in words (ICD 206).";
        cited_in "cited_in": Option<Ref>, "The source through which alone it is known.";
        file "file": Option<Line>, "Its archived text, relative to this file.";
        sha256 "sha256": Option<Line>, "The SHA-256 of that text, 64 hexadecimal digits.";
        marking "marking": Option<Line>, "How it may be shared.";
        rights "rights": Option<Line>, "Who holds rights in it.";
        note "note": Option<Prose>, "A remark of yours.";
        tags "tags": Vec<Line>, "Free words to find it by.";
        csl "csl": Option<Pairs<Line>>, "Any other CSL variable.";
    }
    "A role in an organization or state."
    MemberWire {
        actor "actor": Option<Ref>, "In what.";
        role "role": Option<Line>, "As what.";
        date "date": Option<When>, "When the source says so.";
    }
    "A person, state or organization that speaks or acts."
    ActorWire {
        kind "kind": Must<ActorKind>, "What it is.";
        name "name": Must<Line>, "The name to show.";
        aliases "aliases": Vec<Line>, "Other names.";
        names "names": Option<Pairs<Line>>, "Names in other languages: { fr = \"…\" }.";
        member_of "member_of": Vec<MemberWire>, "What it belongs to.";
        same_as "same_as": Vec<Line>, "The same actor elsewhere, as URIs.";
        color "color": Option<Line>, "A colour for it.";
        note "note": Option<Prose>, "A remark of yours.";
        tags "tags": Vec<Line>, "Free words to find it by.";
    }
    "A proposition that one can be for or against."
    IssueWire {
        proposition "proposition": Must<Line>, "One sentence that one can be for or against.";
        label "label": Option<Line>, "The same in at most 32 columns.";
        question "question": Option<Line>, "The question behind it.";
        parent "parent": Option<Ref>, "The wider issue.";
        poles "poles": Vec<Line>, "What being against and being for mean: [against, for].";
        note "note": Option<Prose>, "A remark of yours.";
        tags "tags": Vec<Line>, "Free words to find it by.";
    }
    "Another place that says the same."
    AlsoWire {
        source "source": Must<Ref>, "The source.";
        locator "locator": Option<Line>, "Where in it.";
    }
    "A recorded vote."
    VotesWire {
        yes "yes": Vec<Ref>, "Who voted for.";
        no "no": Vec<Ref>, "Who voted against.";
        abstain "abstain": Vec<Ref>, "Who abstained.";
        absent "absent": Vec<Ref>, "Who did not vote.";
    }
    "Something that happened."
    EventWire {
        title "title": Must<Line>, "What happened, in one line.";
        date "date": Option<When>, "When, as exactly as is known; without one it stands among the undated.";
        date_basis "date_basis": Option<DateBasis>, "Where the date comes from.";
        date_note "date_note": Option<Prose>, "A remark on the date.";
        after "after": Option<Many<Ref>>, "Events it came after.";
        before "before": Option<Many<Ref>>, "Events it came before.";
        summary "summary": Option<Prose>, "What happened, in your words.";
        kind "kind": Option<Line>, "What sort of event: vote, statement, treaty …";
        actors "actors": Option<Many<Ref>>, "Who took part.";
        roles "roles": Option<Pairs<Line>>, "As what some took part: { china = \"sponsor\" }.";
        votes "votes": Option<VotesWire>, "How they voted.";
        issues "issues": Option<Many<Ref>>, "What it was about.";
        place "place": Option<Line>, "Where.";
        importance "importance": Option<Importance>, "How much it matters.";
        source "source": Option<Ref>, "Who says so.";
        locator "locator": Option<Line>, "Where in the source.";
        also "also": Vec<AlsoWire>, "Who else says so.";
        credibility "credibility": Option<Grade>, "Admiralty scale, 1 (confirmed) to 6 (cannot be judged).";
        note "note": Option<Prose>, "A remark of yours.";
        tags "tags": Vec<Line>, "Free words to find it by.";
    }
    "A quote in another language."
    TranslationWire {
        text "text": Must<Prose>, "The words.";
        by "by": Option<Line>, "Who translated.";
        source "source": Option<Ref>, "Where the translation stands.";
    }
    "Words, who said them, and where they can be checked."
    QuoteWire {
        text "text": Must<Prose>, "The words, as they stand in the source.";
        kind "kind": Option<QuoteKind>, "Whose words they are.";
        speaker "speaker": Option<Ref>, "Who said it.";
        stated_for "for": Option<Many<Ref>>, "Whose position it states.";
        capacity "capacity": Option<Capacity>, "In what capacity.";
        source "source": Option<Ref>, "Where it can be checked.";
        locator "locator": Option<Line>, "Where in the source: ¶ 5, p. 12, 00:12:30, art. 3.";
        prefix "prefix": Option<Line>, "The words just before, which can reverse it.";
        suffix "suffix": Option<Line>, "The words just after.";
        origin "origin": Option<Ref>, "The source where it was first said or printed.";
        via "via": Option<Many<Ref>>, "Sources between origin and source.";
        also "also": Vec<AlsoWire>, "Who else has it.";
        event "event": Option<Ref>, "Where it was said.";
        date "date": Option<When>, "When it was said, if not at the event's date.";
        issues "issues": Option<Many<Ref>>, "What it is about.";
        lang "lang": Option<Line>, "Its language, BCP 47.";
        translated_from "translated_from": Option<Line>, "The language it was translated from.";
        translations "translations": Option<Pairs<TranslationWire>>, "The same in other languages: { fr = { text = \"…\" } }.";
        variant_of "variant_of": Option<Ref>, "The quote that prints the same utterance in other words.";
        credibility "credibility": Option<Grade>, "Admiralty scale, 1 (confirmed) to 6 (cannot be judged).";
        marking "marking": Option<Line>, "How it may be shared.";
        note "note": Option<Prose>, "A remark of yours.";
        tags "tags": Vec<Line>, "Free words to find it by.";
    }
    "Where actors stand on an issue, since when, and what shows it."
    PositionWire {
        actor "actor": Must<Many<Ref>>, "Who; several with a joint document.";
        issue "issue": Must<Ref>, "On what.";
        stance "stance": Must<Stance>, "Which way.";
        date "date": Option<When>, "Since when; else that of the earliest dated evidence.";
        until "until": Option<When>, "Until when; else until the next position.";
        basis "basis": Option<Basis>, "What it rests on.";
        confidence "confidence": Option<Confidence>, "How sure you are.";
        evidence "evidence": Option<Many<Ref>>, "What shows it: ids of quotes, or event.id.";
        note "note": Option<Prose>, "A remark of yours.";
        tags "tags": Vec<Line>, "Free words to find it by.";
    }
    "What somebody makes of it all."
    JudgmentWire {
        kind "kind": Must<JudgmentKind>, "What sort of judgment it is.";
        text "text": Must<Prose>, "The judgment.";
        by "by": Option<Byline>, "Whose it is: an actor's id, or a name.";
        hedge "hedge": Option<Line>, "The words that weaken it, as the source has them.";
        likelihood "likelihood": Option<Likelihood>, "How likely, in the terms of ICD 203.";
        confidence "confidence": Option<Confidence>, "How sure.";
        about "about": Option<Many<Ref>>, "What it is about: event.id, quote.id …";
        supporting "for": Option<Many<Ref>>, "What speaks for it.";
        against "against": Option<Many<Ref>>, "What speaks against it.";
        date "date": Option<When>, "When it was made.";
        source "source": Option<Ref>, "Where it stands.";
        locator "locator": Option<Line>, "Where in the source.";
        note "note": Option<Prose>, "A remark of yours.";
    }
}
