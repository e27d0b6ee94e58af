"""The spaCy component: entry point, spans, records on spans, serialization."""

import pytest
import spacy
from spacy.tokens import Doc

from reformcli import pipeline, spacy_component
from reformcli.extract.dates import DateMention
from reformcli.extract.percentages import Share
from reformcli.models import Article, Document

TEXT = "In May 2024, 60-65% of files."


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Documents given to `annotate`, which finds three mentions: two of them within one token."""
    documents: list[Document] = []

    def annotate(document: Document) -> Article:
        documents.append(document)
        mentions = {"dates": (DateMention(3, 11, "May 2024", "test", value="2024-05"),),
                    "percentages": (Share(13, 15, "60", "test", value=60.0, provinces=("ha-noi",)),
                                    Share(16, 19, "65%", "test", value=65.0))}
        return Article(document.text, document.id, None, "en", None, None, None, mentions)

    monkeypatch.setattr(pipeline, "annotate", annotate)
    return documents


def test_spans_carry_their_records(seen: list[Document]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reformcli")
    doc = nlp(TEXT)
    assert [(s.text, s.label_, s._.reform.value) for s in doc.spans["dates"]] == [("May 2024", "dates", "2024-05")]
    assert [s._.reform for s in doc.spans["percentages"]] == list(pipeline.annotate(seen[0]).percentages)
    assert all(s.start_char <= s._.reform.start < s._.reform.end <= s.end_char for s in doc.spans["percentages"])
    assert doc[0:2]._.reform is None


def test_language_is_the_pipelines_and_published_the_docs(seen: list[Document]) -> None:
    for code in ("fr", "de"):
        nlp = spacy.blank(code)
        nlp.add_pipe("reformcli")
        doc = nlp.make_doc(TEXT)
        doc._.published = "2024-05-15"
        nlp(doc)
    assert [(d.language, d.published) for d in seen] == [("fr", "2024-05-15"), (None, "2024-05-15")]


@pytest.mark.usefixtures("seen")
def test_records_survive_serialization() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reformcli")
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [s._.reform for s in again.spans["percentages"]] == [s._.reform for s in doc.spans["percentages"]]


def test_factory_is_an_entry_point() -> None:
    from importlib.metadata import entry_points

    points = [p for p in entry_points(group="spacy_factories") if p.name == "reformcli"]
    if not points:
        pytest.skip("reformcli is not installed: entry points need `make test`")
    assert points[0].load() is spacy_component.make_reformcli
