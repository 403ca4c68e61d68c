"""Asks the search, SQLite FTS5 and fzf the same queries of the same quotes.

Called by anchors.sh, with the program and a folder in which `library` is the
made library. Each query is made of one quote; what counts is where that quote
stands in the answer. The queries are the same each time.
"""

import json
import random
import shutil
import sqlite3
import string
import subprocess
import sys
import time
from pathlib import Path

SEED = 20
TARGETS = 200
KINDS = ("in order", "shuffled", "typo")
# Each query starts fzf anew and costs it a second.
FZF_QUERIES = 60
FIRST = 10


def main():
    attache, folder = sys.argv[1], Path(sys.argv[2])
    library = folder / "library"
    begun = time.perf_counter()
    subprocess.run([attache, "index", library], check=True, stdout=subprocess.DEVNULL)
    built = time.perf_counter() - begun
    quotes = texts(attache, library)
    queries = made_queries(quotes)
    print(f"{len(quotes)} quotes, {len(queries)} queries\n")
    print("| engine | build s | ms p50 | ms p99 | first | in ten | MRR@10 |", " | ".join(KINDS), "|")
    print("|---|" + "--:|" * (6 + len(KINDS)))
    row("attache", built, queries, ask_attache(attache, library, queries))
    for name, options, star in (
        ("SQLite FTS5, porter", "tokenize = 'porter'", ""),
        ("SQLite FTS5, prefix", "prefix = '2 3'", "*"),
    ):
        try:
            built, answers = ask_sqlite(folder / "quotes.db", options, star, quotes, queries)
        except sqlite3.OperationalError as error:
            print(f"{name}: {error}; its row is left out", file=sys.stderr)
            continue
        row(name, built, queries, answers)
    if shutil.which("fzf"):
        few = queries[:FZF_QUERIES]
        row(f"fzf --filter, {len(few)} queries", None, few, ask_fzf(folder / "lines", quotes, few))


def texts(attache, library):
    """Returns the references and texts of all quotes."""
    command = [attache, "search", "--library", library, "--limit", "0", "--format", "jsonl", ""]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.splitlines()
    return [(quote["ref"], quote["text"]) for quote in map(json.loads, lines)]


def made_queries(quotes):
    """Returns queries: their words, the quote they are made of, and their kind."""
    chance = random.Random(SEED)
    queries = []
    for ref, text in chance.sample(quotes, min(TARGETS, len(quotes))):
        # The shortest are the commonest: nobody remembers a quote by them.
        words = list(dict.fromkeys(word for word in text.split() if len(word) > 3))
        if len(words) < 3:
            continue
        places = sorted(chance.sample(range(len(words)), 3))
        three = [words[place] for place in places]
        queries.append((three, ref, "in order"))
        queries.append((chance.sample(three, 3), ref, "shuffled"))
        at = chance.randrange(3)
        slipped = three[:at] + [slip(chance, three[at])] + three[at + 1 :]
        queries.append((slipped, ref, "typo"))
    # So that what is remembered of a query is not the next one's answer.
    chance.shuffle(queries)
    return queries


def slip(chance, word):
    """Returns a word with one slip: swapped, dropped, doubled or wrong letters."""
    while True:
        at = chance.randrange(1, len(word) - 1)
        slipped = chance.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :],
            )
        )
        if slipped != word:
            return slipped


def ask_attache(attache, library, queries):
    command = [attache, "search", "--library", library, "--batch", "--limit", str(FIRST)]
    lines = "".join(" ".join(words) + "\n" for words, _, _ in queries)
    answers = subprocess.run(command, check=True, input=lines.encode(), stdout=subprocess.PIPE)
    for answer in map(json.loads, answers.stdout.splitlines()):
        yield answer["us"] / 1000, [hit["ref"] for hit in answer["hits"]]


def ask_sqlite(path, options, star, quotes, queries):
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    begun = time.perf_counter()
    base.execute("PRAGMA journal_mode = off")
    base.execute("PRAGMA synchronous = off")
    base.execute(f"CREATE VIRTUAL TABLE quotes USING fts5(ref UNINDEXED, text, {options})")
    base.executemany("INSERT INTO quotes VALUES (?, ?)", quotes)
    base.execute("INSERT INTO quotes (quotes) VALUES ('optimize')")
    base.commit()
    built = time.perf_counter() - begun
    select = "SELECT ref FROM quotes WHERE quotes MATCH ? ORDER BY rank LIMIT ?"
    answers = []
    for words, _, _ in queries:
        terms = [f'"{word}"{star}' for word in words]
        begun = time.perf_counter()
        found = base.execute(select, (" AND ".join(terms), FIRST)).fetchall()
        if len(found) < FIRST:
            # What has all words comes first, then what has some.
            some = base.execute(select, (" OR ".join(terms), FIRST)).fetchall()
            found = list(dict.fromkeys(found + some))[:FIRST]
        answers.append(((time.perf_counter() - begun) * 1000, [ref for (ref,) in found]))
    base.close()
    return built, answers


def ask_fzf(path, quotes, queries):
    path.write_text("".join(f"{ref}\t{text}\n" for ref, text in quotes))
    for words, _, _ in queries:
        command = ["fzf", "--delimiter", "\t", "--nth", "2", "--filter", " ".join(words)]
        begun = time.perf_counter()
        # Its time is that to its tenth line: nobody waits for the others.
        with path.open() as lines:
            fzf = subprocess.Popen(command, stdin=lines, stdout=subprocess.PIPE)
        with fzf:
            found = [line.decode().split("\t")[0] for _, line in zip(range(FIRST), fzf.stdout)]
            took = (time.perf_counter() - begun) * 1000
            fzf.kill()
        yield took, found


def row(engine, built, queries, answers):
    """Prints what an engine came to."""
    times, places = [], []
    for (_, ref, kind), (took, found) in zip(queries, answers):
        times.append(took)
        places.append((kind, found.index(ref) + 1 if ref in found else None))
    times.sort()
    cells = [
        engine,
        "–" if built is None else f"{built:.1f}",
        f"{times[len(times) // 2]:.2f}",
        f"{times[min(len(times) - 1, len(times) * 99 // 100)]:.2f}",
        f"{sum(place == 1 for _, place in places) / len(places):.0%}",
        f"{sum(place is not None for _, place in places) / len(places):.0%}",
        mrr(place for _, place in places),
        *(mrr(place for own, place in places if own == kind) for kind in KINDS),
    ]
    print("|", " | ".join(cells), "|", flush=True)


def mrr(places):
    places = list(places)
    if not places:
        return "–"
    return f"{sum(1 / place for place in places if place) / len(places):.3f}"


if __name__ == "__main__":
    main()
