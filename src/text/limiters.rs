//! The words that turn what follows them round or limit it, language by
//! language. To add a language, add its [`Limiters`] to [`LIMITERS`]; to add a
//! word, add it to its language, without case, with its accents.
//!
//! Only words that are sure to do so are here: not French *plus* and *personne*,
//! Portuguese *se*, Swedish *om*, which are as often something else. A negation
//! that is part of a verb (Turkish *gelmedi*, Japanese, Tamil) is not seen.

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limiters {
    /// Its codes: BCP 47 primary language subtags, at least one.
    pub codes: &'static [&'static str],
    /// What turns round, with `, ` between.
    negations: &'static str,
    /// What limits, the same way.
    conditions: &'static str,
}

/// All languages that are known. A text that does not say its language is in
/// the first.
pub const LIMITERS: &[Limiters] = &[
    ENGLISH, ARABIC, DANISH, GERMAN, GREEK, SPANISH, FINNISH, FRENCH, HUNGARIAN, ITALIAN, DUTCH,
    NORWEGIAN, PORTUGUESE, ROMANIAN, RUSSIAN, SWEDISH, TURKISH, UKRAINIAN, CHINESE,
];

const ENGLISH: Limiters = Limiters {
    codes: &["en"],
    // Whatever ends in the first.
    negations: "n't, not, no, never, cannot, nor, neither, none, nobody, nothing, nowhere, without",
    conditions: "hardly, scarcely, barely, rarely, seldom, unless, except, only, if, until, lest, \
        provided, otherwise, however, but",
};

// Not ما (also “what”), إن (also “indeed”), حتى (also “even”).
const ARABIC: Limiters = Limiters {
    codes: &["ar"],
    negations: "لا, ولا, فلا, لم, ولم, فلم, لن, ولن, فلن, ليس, وليس, فليس, ليست, وليست, ليسوا, \
        لسنا, لست, غير, وغير, بدون, دون, أبدا, ألا",
    conditions: "إلا, سوى, فقط, إنما, وإنما, باستثناء, إذا, وإذا, لو, ولو, لولا, لكن, ولكن, ما لم, \
        بشرط, شريطة",
};

const DANISH: Limiters = Limiters {
    codes: &["da"],
    negations: "ikke, ingen, intet, ingenting, aldrig, uden, hverken, nej",
    conditions: "kun, næppe, sjældent, hvis, såfremt, medmindre, undtagen, men, ellers, indtil",
};

// Not “noch” (also “still”), “bis” (also “up to”).
const GERMAN: Limiters = Limiters {
    codes: &["de"],
    negations: "nicht, kein, keine, keinen, keinem, keiner, keines, keinerlei, keineswegs, \
        keinesfalls, nie, niemals, niemand, niemanden, niemandem, nichts, nirgends, \
        nirgendwo, nein, ohne, weder",
    conditions: "kaum, selten, nur, lediglich, außer, ausser, wenn, falls, sofern, vorausgesetzt, \
        es sei denn, sonst, andernfalls, aber, jedoch, sondern",
};

// Not δε without ν (also “and”), τίποτα is “nothing” and “anything”.
const GREEK: Limiters = Limiters {
    codes: &["el"],
    negations: "δεν, μη, μην, όχι, ούτε, μήτε, ποτέ, χωρίς, δίχως, κανείς, κανένας, τίποτα",
    conditions: "μόνο, μόνον, σπάνια, αν, εάν, εκτός, πλην, εφόσον, αλλά, όμως, ωστόσο",
};

// Not “hasta” (also “even”), “siempre que” (also “whenever”).
const SPANISH: Limiters = Limiters {
    codes: &["es"],
    negations: "no, ni, nunca, jamás, nadie, nada, ningún, ninguno, ninguna, ningunos, ningunas, \
        tampoco, sin",
    conditions: "apenas, raramente, solo, sólo, solamente, únicamente, si, salvo, excepto, \
        a menos que, pero, sino, sin embargo",
};

const FINNISH: Limiters = Limiters {
    codes: &["fi"],
    negations: "en, et, ei, emme, ette, eivät, enkä, eikä, eivätkä, älä, älköön, ilman, koskaan",
    conditions: "tuskin, harvoin, vain, ainoastaan, jos, jollei, ellei, elleivät, paitsi, mikäli, \
        kunnes, mutta, vaan",
};

// Not “plus” (also “more”), “personne” (also “a person”), “que” (“only” after
// “ne”, which is here).
const FRENCH: Limiters = Limiters {
    codes: &["fr"],
    negations: "ne, n', pas, jamais, rien, aucun, aucune, nul, nulle, ni, non, nullement, sans",
    conditions: "guère, rarement, seulement, uniquement, si, s'il, s'ils, sauf, hormis, excepté, \
        à moins, pourvu, à condition, sinon, mais, toutefois, cependant, pourtant",
};

const HUNGARIAN: Limiters = Limiters {
    codes: &["hu"],
    negations: "nem, ne, sem, se, soha, sohasem, nincs, nincsenek, sincs, senki, semmi, sehol, \
        nélkül",
    conditions: "aligha, ritkán, csak, csupán, kizárólag, ha, hacsak, kivéve, feltéve, különben, de, \
        azonban, hanem",
};

// Not “ne” without its accent (“of it”).
const ITALIAN: Limiters = Limiters {
    codes: &["it"],
    negations: "non, no, né, nè, mai, nessuno, nessuna, nessun, nessun', niente, nulla, neanche, \
        nemmeno, neppure, senza",
    conditions: "appena, raramente, solo, soltanto, solamente, unicamente, se, salvo, eccetto, \
        tranne, fuorché, a meno che, purché, finché, altrimenti, ma, però, tuttavia",
};

// Not “als” (also “as”).
const DUTCH: Limiters = Limiters {
    codes: &["nl"],
    negations: "niet, geen, nooit, noch, niemand, niets, nergens, nee, zonder, geenszins",
    conditions: "nauwelijks, zelden, alleen, slechts, enkel, tenzij, behalve, indien, mits, totdat, \
        anders, maar, echter",
};

const NORWEGIAN: Limiters = Limiters {
    codes: &["no", "nb", "nn"],
    negations: "ikke, ikkje, ingen, intet, inkje, ingenting, aldri, uten, utan, verken, nei",
    conditions: "neppe, sjelden, kun, bare, berre, hvis, dersom, med mindre, unntatt, inntil, \
        ellers, men",
};

// Not “se” and “caso” (also “itself”, “case”), “até” (also “up to”).
const PORTUGUESE: Limiters = Limiters {
    codes: &["pt"],
    negations: "não, nem, nunca, jamais, ninguém, nada, nenhum, nenhuma, nenhuns, nenhumas, \
        tampouco, sem",
    conditions: "dificilmente, raramente, só, somente, apenas, unicamente, salvo, exceto, excepto, \
        a menos que, a não ser, senão, mas, porém, contudo, todavia",
};

// Not “decât” (also “than”), “până” (also “up to”).
const ROMANIAN: Limiters = Limiters {
    codes: &["ro"],
    negations: "nu, n-a, n-am, n-ai, n-au, n-ar, n-are, nici, niciodată, nimeni, nimic, niciun, \
        nicio, fără",
    conditions: "rareori, doar, numai, dacă, cu excepția, dar, însă, totuși, altfel",
};

// Not “пока” (also “while”).
const RUSSIAN: Limiters = Limiters {
    codes: &["ru"],
    negations: "не, ни, нет, никогда, никто, никого, никому, ничто, ничего, ничему, нигде, никуда, \
        никак, никакой, никакая, никакое, никакие, никаких, нельзя, без",
    conditions: "едва, редко, только, лишь, если, кроме, иначе, но, однако",
};

// Not “om” (also “about”).
const SWEDISH: Limiters = Limiters {
    codes: &["sv"],
    negations: "inte, icke, ej, ingen, inget, inga, ingenting, aldrig, utan, varken, nej",
    conditions: "knappast, sällan, endast, bara, enbart, såvida, ifall, förutom, annars, men",
};

// As capitals are written without telling ı from i, both stand here.
const TURKISH: Limiters = Limiters {
    codes: &["tr"],
    negations: "değil, değildir, değiliz, yok, yoktur, hayır, hayir, hiç, hiçbir, asla, kimse",
    conditions: "nadiren, ancak, yalnızca, yalnizca, sadece, eğer, hariç, ama, fakat, aksi takdirde",
};

const UKRAINIAN: Limiters = Limiters {
    codes: &["uk"],
    negations: "не, ні, ані, немає, ніколи, ніхто, нікого, ніщо, нічого, ніде, жоден, жодна, жодне, \
        жодного, жодної, жодних, без",
    conditions: "навряд, рідко, тільки, лише, якщо, крім, інакше, але, однак",
};

// Written without spaces: each sign counts as a word, and so does a wording of
// two. 非, 未, 无 alone are parts of too many other words; 不 is told wherever it
// stands, as 不同 is “different” but 不同意 is “do not agree”.
const CHINESE: Limiters = Limiters {
    codes: &["zh", "cmn"],
    negations: "不, 没, 沒, 勿, 未能, 未曾, 从未, 從未, 尚未, 并未, 並未, 无法, 無法, 无权, 無權, 无意, 無意, 并非, 並非, 绝非, 絕非, 而非",
    conditions: "除非, 除了, 仅, 僅, 只, 如果, 假如, 倘若, 否则, 否則, 直到, 但, 然而, 几乎, 幾乎",
};

impl Limiters {
    /// Returns what turns round: words, wordings of up to three words, and what
    /// ends in an apostrophe, which is the beginning of a word.
    pub fn negations(&self) -> impl Iterator<Item = &'static str> {
        self.negations.split(", ")
    }

    /// Returns what limits.
    pub fn conditions(&self) -> impl Iterator<Item = &'static str> {
        self.conditions.split(", ")
    }

    /// Returns the words of a language, by its BCP 47 tag: that of `en` for none
    /// given, `None` for a language that is not known.
    pub fn of(lang: &str) -> Option<&'static Limiters> {
        if lang.is_empty() {
            return LIMITERS.first();
        }
        let code = lang.split(['-', '_']).next().unwrap_or_default();
        let has = |known: &Limiters| known.codes.iter().any(|own| own.eq_ignore_ascii_case(code));
        LIMITERS.iter().find(|known| has(known))
    }
}
