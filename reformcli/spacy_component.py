"""The records as spaCy spans: `spacy.blank("fr").add_pipe("reformcli")`.

`doc.spans["dates"]` and the other kinds hold spans labelled with their kind, widened to whole tokens; `span._.reform`
is the record, with its exact offsets. Set `doc._.published` (an ISO date) before the component runs, where it is known.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from reformcli import languages, pipeline
from reformcli.extract import KINDS
from reformcli.models import Document, Mention
from reformcli.read.document import text_id

_RECORDS = {kind.NAME: kind.RECORD for kind in KINDS}


@Language.factory("reformcli")
def make_reformcli(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  # spaCy calls it with both
    """The component of a pipeline. Its language is the pipeline's where that is one of ours, else it is detected."""
    language = nlp.lang if nlp.lang in languages.available() else None

    def reformcli(doc: Doc) -> Doc:
        document = Document(doc.text, text_id(doc.text), language=language, published=doc._.published)
        article = pipeline.annotate(document)
        doc._.reform = {kind: [m.to_dict() for m in found] for kind, found in article.mentions.items()}
        for kind, found in article.mentions.items():
            doc.spans[kind] = _spans(doc, kind, found)
        return doc

    return reformcli


def _spans(doc: Doc, kind: str, mentions: tuple[Mention, ...]) -> SpanGroup:
    # The span's id is the mention's number, from 1: two mentions in one token give spans that nothing else tells apart.
    spans = (doc.char_span(m.start, m.end, label=kind, alignment_mode="expand", span_id=number)
             for number, m in enumerate(mentions, start=1))
    return SpanGroup(doc, name=kind, spans=[span for span in spans if span is not None])


def _record(span: Span) -> Mention | None:
    """The record of a span that this component made; None for any other span."""
    found = (span.doc._.reform or {}).get(span.label_, ())
    if not 0 < span.id <= len(found):
        return None
    fields = {name: tuple(v) if isinstance(v, list) else v for name, v in found[span.id - 1].items()}
    record: Mention = _RECORDS[span.label_](**fields)
    return record


def _extend() -> None:
    """Register the attributes, plain values all, so that a Doc can still be pickled and sent to another process."""
    if not Doc.has_extension("reform"):
        Doc.set_extension("published", default=None)
        Doc.set_extension("reform", default=None)
        Span.set_extension("reform", getter=_record)


_extend()
