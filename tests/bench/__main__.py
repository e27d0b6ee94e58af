"""How long detect, extract and link take over the gold articles, and how long other tools take over the same text.

Warm, on one core, in one run; the median of several rounds in which all take turns. Nothing here is a limit: the ratios
are printed to be read.
"""

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from reformcli.models import Document
from reformcli.pipeline import annotate
from reformcli.score import load_gold

ROOT = Path(__file__).parent.parent.parent
GOLD = [ROOT.parent / "shared" / "gold", ROOT / "tests" / "gold"]
ROUNDS = 5
LONG = 1000  # code points: an article, not a single sentence
MOST = 120  # articles, evenly chosen: the slowest task takes a tenth of a second over one

Task = Callable[[Document], object]


def articles() -> list[Document]:
    """The gold articles; the sample articles where there is no gold."""
    gold = load_gold(path for path in GOLD if path.is_dir()).articles
    found = [g.document for g in gold if len(g.document.text) >= LONG]
    raw = sorted((ROOT / "data/raw").glob("*.txt"))
    found = found or [Document(path.read_text(encoding="utf-8"), path.stem) for path in raw]
    return found[:: -(-len(found) // MOST)]


def tasks() -> dict[str, Task]:
    """What is timed, each over one article."""
    import langdetect
    import spacy
    from dateparser.search import search_dates

    blanks = {code: spacy.blank(code) for code in ("en", "fa", "fr")}
    blanks["vi"] = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    languages: dict[str, str] = {}

    def language(document: Document) -> str:
        if document.id not in languages:
            languages[document.id] = annotate(document).language
        return languages[document.id]

    def blank(document: Document) -> object:
        return blanks.get(language(document), blanks["en"]).make_doc(document.text)

    def search(document: Document) -> object:
        code = language(document)
        return search_dates(document.text, languages=[code] if code in blanks else None)

    return {
        r"re.findall(r'\w+')": lambda document: re.findall(r"\w+", document.text),
        "reformcli: detect, extract, link": annotate,
        "spaCy: blank tokenization": blank,
        "langdetect: the whole text": lambda document: langdetect.detect(document.text),
        "dateparser: search_dates, told language": search,
        "dateparser: search_dates": lambda document: search_dates(document.text),
    }


def measure(documents: list[Document]) -> dict[str, float]:
    """Seconds that each task takes over all documents: the median of the rounds after one to warm up."""
    timed = tasks()
    rounds = [{name: _seconds(task, documents) for name, task in timed.items()} for _ in range(ROUNDS + 1)]
    return {name: statistics.median(r[name] for r in rounds[1:]) for name in timed}


def _seconds(task: Task, documents: list[Document]) -> float:
    started = time.process_time()
    for document in documents:
        task(document)
    return time.process_time() - started


def main() -> None:
    """Print a line a task: milliseconds an article, times the words pass, and how reformcli compares."""
    documents = articles()
    seconds = measure(documents)
    words, ours, *_ = seconds.values()
    size = sum(len(d.text) for d in documents)
    print(f"{len(documents)} articles, {size:,} characters, median of {ROUNDS} rounds\n")
    print(f"{'':42}{'ms/article':>12}{'x words pass':>14}{'x reformcli':>13}")
    for name, taken in seconds.items():
        print(f"{name:42}{1000 * taken / len(documents):12.3f}{taken / words:14.1f}{taken / ours:13.2f}")


if __name__ == "__main__":
    main()
