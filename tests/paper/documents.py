"""Documents to print: one made by hand whose words look like commands, and those of the examples."""

from pathlib import Path

from jikim.law import catalogue
from jikim.messages import Language
from jikim.policy import parse
from jikim.publish import (
    Bullets,
    Card,
    Cell,
    Definitions,
    Document,
    Grid,
    Line,
    Note,
    Paragraph,
    Run,
    Section,
    compose,
)

EXAMPLES = ("kmong", "soogong", "somoon", "mkyu", "aicallback")
FOLDER = Path(__file__).parent.parent.parent / "examples"
COMMANDS = '#let x = 1 #link("x") $a_1$ *b* _c_ `d` <section> @e \\ & < > " \' %  </w:t>{{ f }}'


def line(text: str, link: str = "") -> Line:
    return Line((Run(text, link=link),))


def small(rows: int = 3) -> Document:
    """Every kind of block once; a table of so many rows."""
    grid = Grid(
        line("수집하는 항목"),
        (line("업무"), line("항목"), line("기간")),
        tuple(
            (Cell((line(f"업무 {number}"),)), Cell((line("이메일 주소"), line("성명"))), Cell())
            for number in range(1, rows + 1)
        ),
    )
    inner = Section("1.1", "inner-part", line("안"), (Paragraph(line("위로", "#outer")),))
    outer = Section(
        "1", "outer", line("처리하는 항목"),
        (grid, Bullets((line("첫째"), line("https://example.kr", "https://example.kr")), ordered=True),
         Definitions(((line("보관"), (line("분리 보관"), line("1년까지"))),)), Note(line("비고")), inner),
    )  # fmt: skip
    return Document(
        Language.KOREAN,
        line("개인정보 처리방침"),
        (Paragraph(line(COMMANDS)), Paragraph(line("옆 문서", "2025.html"))),
        line("한눈에 보기"),
        (Card(line("수집"), (line("이메일 주소"),), "outer"), Card(line("없는 곳"), (line("글"),), "nowhere")),
        (outer,),
    )


def example(name: str) -> Document:
    source = (FOLDER / name / "policy.yaml").read_bytes()
    return compose(parse(source, "policy.yaml"), catalogue())


def letters(text: str) -> str:
    """The text without white space: where a line ends on paper is not what it says."""
    return "".join(text.split())
