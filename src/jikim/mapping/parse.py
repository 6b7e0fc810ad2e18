"""Text -> data: every file read, every part of it, every fault reported at once.

1. The files are found from the first on (`includes.py`), and the first alone says what holds for all: databases,
people, limits. 2. Each file's records are read (`read_records.py`). 3. What the parts say of each other is looked up
(`references.py`). Whether a policy or a live schema agrees is the business of `ties` and `drift`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jikim.errors import DocumentError, Finding, OperatorError, Place
from jikim.mapping.includes import MOST_FILES, includes, report_escape, report_missing, report_twice
from jikim.mapping.model import Data, Record, Unmanaged, Use
from jikim.mapping.read_records import read_record
from jikim.mapping.read_rows import read_zone
from jikim.mapping.read_setup import read_ceilings, read_chunk, read_databases, read_people, read_unmanaged
from jikim.mapping.references import look_up
from jikim.mapping.words import Words, pairs
from jikim.messages import Message, msg
from jikim.policy import Faults, Reader, Text, broken, read_document

FORMAT = 1


def parse_data(sources: Mapping[str, bytes], main: str = "data.yaml") -> Data:
    """Return the mapping that the file `main` of `sources` (UTF-8, by name) and those it includes describe.

    Raises DocumentError with every fault of every file, or OperatorError when the format is newer than this program.
    """
    faults = Faults()
    files = _Files(sources, main, faults)
    files.open(main)
    first = files.readers.get(main)
    if first is None:
        raise broken(main, faults.found)
    data = _read(first, files, faults)
    look_up(data, faults)
    if faults.found:
        raise broken(main, faults.found)
    return data


@dataclass(slots=True)
class _Files:
    """The files of a mapping, opened from the first on; those that cannot be read leave their faults."""

    sources: Mapping[str, bytes]
    main: str
    faults: Faults
    readers: dict[str, Reader] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def open(self, file: str) -> None:
        """Read a file and those it includes."""
        self.seen.add(file)
        self.path.append(file)
        try:
            reader = Reader(read_document(self.sources.get(file, b""), file), self.faults)
        except DocumentError as error:
            self.faults.found += map(_of_a_mapping, error.faults)
        else:
            self.readers[file] = reader
            for name, text in list(includes(reader, file, self.main)):
                self._include(name, text)
        self.path.pop()

    def _include(self, name: str | None, text: Text) -> None:
        if name is None:
            report_escape(self.faults, text)
        elif name in self.seen:
            report_twice(self.faults, text, circle=name in self.path)
        elif name not in self.sources or len(self.seen) > MOST_FILES:
            report_missing(self.faults, text)
        else:
            self.open(name)


def _read(reader: Reader, files: _Files, faults: Faults) -> Data:
    _check_format(reader)
    reader.require("databases")
    databases = read_databases(reader)
    words = Words({str(one.name): one.use is Use.LIVE for one in databases}, faults)
    data = Data(
        file=files.main,
        databases=databases,
        people=read_people(words, reader),
        records=(),
        timezone=read_zone(reader),
        reported=reader.texts("reported"),
        elsewhere=reader.words("elsewhere"),
        ceilings=read_ceilings(reader),
        rate=reader.number("rate"),
        chunk=read_chunk(reader),
    )
    records: list[Record] = []
    unmanaged: list[Unmanaged] = []
    for part in files.readers.values():
        if part is not reader and part.has("jikim"):
            _check_format(part)
        records += _records(words, part, {str(record.name): record.place for record in records})
        unmanaged += read_unmanaged(words, part)
        part.close()
    return replace(data, records=tuple(records), unmanaged=tuple(unmanaged))


def _records(words: Words, reader: Reader, seen: Mapping[str, Place]) -> Iterator[Record]:
    for name, node in pairs(reader, "records"):
        if name in seen:
            words.faults.add(name.place, "record-name",
                msg("a record called '{name}' is in '{file}' already", name=name, file=seen[name].file),
                msg("what is found and destroyed is told by the names of records"),
                msg("give it another name, and its table under `table:`"))  # fmt: skip
        inner = reader.as_table(node, name)
        if inner is not None:
            yield read_record(words, inner, name)


def _check_format(reader: Reader) -> None:
    reader.require("jikim")
    number = reader.number("jikim")
    if number is not None and number > FORMAT:
        raise OperatorError(
            msg("the mapping is written in format {number}; this program reads up to {known}",
                number=number, known=FORMAT),
            msg("a newer format may mean something that an older program would not carry out"),
            msg("install a newer jikim"))  # fmt: skip


_SAID: dict[str, tuple[Message, Message]] = {
    "document-empty": (
        msg("a mapping says at least which databases there are, and whose the rows of their tables are"),
        msg("begin with `jikim map`, or copy the example of docs/data.md"),
    ),
    "document-form": (
        msg("a mapping is YAML whose first key is `jikim: 1`"),
        msg("begin the file with `jikim: 1`"),
    ),
    "document-large": (
        msg("a mapping of a large system has some thousand lines; this is something else"),
        msg("name the right file, or give each domain a file of its own with `include:`"),
    ),
    "yaml-deep": (
        msg("a mapping is read by people"),
        msg("take out what is no mapping"),
    ),
    "yaml-alias": (
        msg("whoever reads the mapping must see on the line what holds there"),
        msg("write the value out, and put text that begins with * or & in quotes"),
    ),
    "yaml-merge": (
        msg("whoever reads the mapping must see on the line what holds there"),
        msg("write the keys out"),
    ),
}


def _of_a_mapping(fault: Finding) -> Finding:
    """Return a fault of form in the words of this document: the reader of YAML speaks of policies."""
    why, fix = _SAID.get(fault.rule, (fault.why, fault.fix))
    return replace(fault, why=why, fix=fix)
