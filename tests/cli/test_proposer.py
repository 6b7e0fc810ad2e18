"""`jikim read --proposer`: a real program is asked, and the draft is the same with and without it."""

import fcntl
import json
import re
import shlex
import sys
import time
from pathlib import Path

import pytest
import yaml

from jikim.cli import run
from jikim.cli.proposer import LocalProgram, program_of
from jikim.document import Line, Spot
from jikim.errors import OperatorError, RefusedError
from jikim.reader import Answer, Asked, Refusal, heard

SHOP = """개인정보 처리방침

제1조 처리하는 개인정보의 항목
1. 회원 가입
 - 필수항목: 이름, 이메일, 휴대전화번호

제2조 보유 및 이용 기간
회원 탈퇴 시까지 보유합니다.

제3조 그 밖의 안내
방문하시는 분의 차량 번호를 적어 둡니다.

제4조 처리방침의 변경
이 개인정보 처리방침은 2026년 3월 1일부터 적용됩니다.
"""
ASKED = Asked("꽃집.txt", "", (Line("차량 번호를 적어 둡니다.", Spot(11)),), ("item",))
GUIDE = Path(__file__).parents[2] / "docs/read.md"
FILES = ("policy.yaml", "policy.readings.yaml", "page.html")

ANSWERS = """
import json, sys
question = json.load(sys.stdin)
found = [{"number": line["number"], "line": line["line"], "kind": "item", "words": "차량 번호", "says": "항목입니다"}
         for line in question["lines"] if "차량" in line["text"]]
print(json.dumps({"by": "작은 모델 1", "proposals": found}))
"""
INVENTS = """
import json, sys
question = json.load(sys.stdin)
found = [{"number": line["number"], "kind": "item", "words": "주민등록번호"} for line in question["lines"]]
print(json.dumps({"by": "작은 모델 1", "proposals": [*found, "차량 번호", {"number": "1"}]}))
"""
INJECTS = """
import json, sys
question = json.load(sys.stdin)
found = [{"number": line["number"], "kind": "item", "words": "<img src=x onerror=alert(1)>",
          "says": "</style><script>alert(2)</script>"} for line in question["lines"] if "<img" in line["text"]]
print(json.dumps({"by": "<i>나</i>", "proposals": found}))
"""
RUBBISH = "print('Sure! Here are the proposals: {')"
FAILS = 'import sys; print(\'{"by": "x", "proposals": []}\'); print(\'비밀\', file=sys.stderr); sys.exit(3)'
SLEEPS = "import time; time.sleep(60)"
ENDLESS = "import sys\nwhile True: sys.stdout.write('{' * 65536)"


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "꽃집.txt"
    file.write_text(SHOP, encoding="utf-8")
    return file


def program(text: str) -> str:
    """Write a program, and return the command that runs it."""
    Path("propose.py").write_text(text, encoding="utf-8")
    return shlex.join([sys.executable, "propose.py"])


def local(text: str, seconds: float = 20) -> LocalProgram:
    return LocalProgram(tuple(shlex.split(program(text))), seconds)


def read(*arguments: str, file: str = "꽃집.txt") -> dict[str, bytes]:
    """Read into files, and return those that were written."""
    assert run(["read", file, "--html", "page.html", "--force", "--language", "en", *arguments], {}) == 0
    return {name: Path(name).read_bytes() for name in FILES}


# The draft


@pytest.mark.parametrize("text", [ANSWERS, INVENTS, RUBBISH, FAILS])
def test_a_proposal_changes_neither_the_draft_nor_the_facts(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    without = read()
    assert read("--proposer", program(text))["policy.yaml"] == without["policy.yaml"]
    capsys.readouterr()
    assert run(["read", "꽃집.txt", "--facts"], {}) == 0
    facts = capsys.readouterr().out
    assert run(["read", "꽃집.txt", "--facts", "--proposer", program(text)], {}) == 0
    assert capsys.readouterr().out == facts


def test_facts_ask_nobody() -> None:
    command = program("open('asked', 'w')")
    assert run(["read", "꽃집.txt", "--facts", "--proposer", command], {}) == 0
    assert not Path("asked").exists()


def test_without_it_nothing_speaks_of_proposals(capsys: pytest.CaptureFixture[str]) -> None:
    written = read()
    read("--json")
    out = capsys.readouterr().out
    for text in (*(content.decode() for name, content in written.items() if name != "page.html"), out):
        assert "propos" not in text
    assert "propos" not in written["page.html"].decode()
    assert "✎" not in written["page.html"].decode()


def test_with_it_the_rest_stays_as_it_was() -> None:
    without, found = read(), read("--proposer", program(ANSWERS))
    more = found["policy.readings.yaml"].decode().splitlines()
    rest = yaml.safe_load(found["policy.readings.yaml"])
    assert rest.pop("proposals")
    assert rest == yaml.safe_load(without["policy.readings.yaml"])
    assert [line for line in without["policy.readings.yaml"].decode().splitlines() if line not in more] == []


# What is shown


def test_what_was_proposed_stands_apart_with_who_proposed_it(capsys: pytest.CaptureFixture[str]) -> None:
    written = read("--proposer", program(ANSWERS))
    assert yaml.safe_load(written["policy.readings.yaml"])["proposals"] == {
        "by": "작은 모델 1",
        "each": [{"line": 11, "kind": "item", "words": "차량 번호", "says": "항목입니다"}],
    }
    said = capsys.readouterr().out
    assert "작은 모델 1 proposed 1 readings" in said
    assert "refused" not in said
    page = written["page.html"].decode()
    assert "proposed by 작은 모델 1, read by no rule: check each against the text" in page
    anchor = page.partition('<li id="p1">')[2].partition('href="#')[2].partition('"')[0]
    line = page.partition(f'id="{anchor}">')[2].partition("</span>\n")[0]
    assert "차량 번호" in line
    assert 'class="proposal" href="#p1"' in line


def test_what_was_refused_is_counted_by_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    written = read("--proposer", program(INVENTS))
    found = yaml.safe_load(written["policy.readings.yaml"])["proposals"]
    assert found.pop("refused")["form"] == 2
    assert found == {"by": "작은 모델 1"}
    assert "주민등록번호" not in written["page.html"].decode()
    assert "None of the proposals was kept" in written["page.html"].decode()
    assert "words that do not stand in the line" in capsys.readouterr().out


def test_a_script_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    read("--json", "--proposer", program(ANSWERS))
    each = [{"line": "11", "kind": "item", "words": "차량 번호", "says": "항목입니다"}]
    told = json.loads(capsys.readouterr().out)
    assert told["proposals"] == {"by": "작은 모델 1", "refused": {}, "each": each}


def test_markup_in_an_answer_is_text() -> None:
    printed = SHOP.replace("차량 번호를", "&lt;img src=x onerror=alert(1)&gt;를").replace("\n", "</p>\n<p>")
    Path("꽃집.html").write_text(f"<meta charset=utf-8><p>{printed}</p>", encoding="utf-8")
    written = read("--proposer", program(INJECTS), file="꽃집.html")
    page = written["page.html"].decode()
    for text in ("<q>&lt;img src=x onerror=alert(1)&gt;</q>", "&lt;script&gt;alert(2)", "&lt;i&gt;나&lt;/i&gt;"):
        assert text in page
    for markup in ("<img", "<script", "<i>"):
        assert markup not in page
    each = yaml.safe_load(written["policy.readings.yaml"])["proposals"]["each"]
    assert each[0]["says"] == "</style><script>alert(2)</script>"


def test_lines_of_a_page_on_one_line_are_told_apart() -> None:
    """Both cells stand on line 1 of the file, and only the number says which is meant."""
    page = SHOP.replace("\n", "<br>").replace(
        "방문하시는", "</p><table><tr><td>차량 번호 하나</td><td>차량 번호 둘</td></tr></table><p>방문하시는"
    )
    Path("꽃집.html").write_text(f"<meta charset=utf-8><p>{page}</p>", encoding="utf-8")
    text = ANSWERS.replace('if "차량" in line["text"]', 'if "둘" in line["text"]')
    shown = read("--proposer", program(text), file="꽃집.html")["page.html"].decode()
    anchor = shown.partition('<li id="p1">')[2].partition('href="#')[2].partition('"')[0]
    assert shown.partition(f'id="{anchor}">')[2].startswith("차량 번호 둘")


# What is asked


def test_the_program_is_handed_the_unread_lines_and_the_kinds() -> None:
    read("--proposer", program("import sys; open('asked.json', 'w').write(sys.stdin.read())"))
    asked = json.loads(Path("asked.json").read_text(encoding="utf-8"))
    assert (asked["jikim"], asked["file"], asked["title"]) == (1, "꽃집.txt", "개인정보 처리방침")
    assert {"item", "purpose", "retention"} <= set(asked["kinds"])
    line = {"number": 1, "line": 11, "page": None, "text": "방문하시는 분의 차량 번호를 적어 둡니다."}
    assert line in [{**each, "number": 1} for each in asked["lines"]]
    assert [each["number"] for each in asked["lines"]] == list(range(1, len(asked["lines"]) + 1))


def test_the_program_is_handed_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIKIM_KEY", "aaaa")
    names = """
import json, os
print(json.dumps({"by": " ".join(["me", *(name for name in os.environ if "JIKIM" in name)]), "proposals": []}))
"""
    assert local(names)(ASKED).by == "me"


def test_a_program_need_not_read_the_question() -> None:
    long = Asked("", "", (Line("가" * 2**20, Spot(1)),) * 3, ("item",))
    assert local('print(\'{"by": "me", "proposals": []}\')')(long).by == "me"


# The page that explains it


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_the_question_in_the_guide_is_the_one_that_is_asked() -> None:
    read("--proposer", program("import sys; open('asked.json', 'w').write(sys.stdin.read())"))
    asked = json.loads(Path("asked.json").read_text(encoding="utf-8"))
    shown = json.loads(blocks("json")[0])
    assert list(shown) == list(asked)
    assert shown["kinds"] == asked["kinds"]
    assert list(shown["lines"][0]) == list(asked["lines"][0])


def test_the_answer_in_the_guide_is_heard() -> None:
    question, answer = blocks("json")
    line = json.loads(question)["lines"][0]
    asked = Asked("", "", (Line(line["text"], Spot(line["line"])),), tuple(json.loads(question)["kinds"]))
    found = heard(asked, local(f"print({answer!r})")(asked))
    assert [(str(each.spot), each.words) for each in found.proposals] == [("12", "차량 번호")]
    assert not found.refused


def test_every_reason_is_named_in_the_guide() -> None:
    assert {reason.value for reason in Refusal} <= set(re.findall(r"`(\w+)`", GUIDE.read_text("utf-8")))


def test_the_program_in_the_guide_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a model that always gives the same answer."""
    model = Path("my-model")
    answer = '[{"number": 1, "kind": "item", "words": "차량 번호"}]'
    model.write_text(f"#!{sys.executable}\nimport sys\nsys.stdin.read()\nprint({answer!r})\n", encoding="utf-8")
    model.chmod(0o755)
    monkeypatch.setenv("PATH", str(Path.cwd()), prepend=":")
    found = local(blocks("python")[0])(ASKED)
    assert (found.by, found.each) == ("my-model", (Answer(1, "item", "차량 번호"),))


# What goes wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RUBBISH, "did not answer with a JSON object"),
        ("", "did not answer with a JSON object"),
        ("print('[]')", "did not answer with a JSON object"),
        ("print('[' * 100000)", "did not answer with a JSON object"),
        ("print('{\"by\": \"me\", \"proposals\": ' + '9' * 5000 + '}')", "did not answer with a JSON object"),
        ('print(\'{"by": "\\\\u001b[31m", "proposals": []}\')', "did not answer with a JSON object"),
        ('print(\'{"by": " ", "proposals": []}\')', "did not answer with a JSON object"),
        ("import os; os.write(1, b'\\xff\\xfe\\xff')", "did not answer with a JSON object"),
        (FAILS, "ended with status 3"),
        ("import os; os.kill(os.getpid(), 9)", "ended by signal 9"),
        (ENDLESS, "printed more than 1048576 bytes"),
    ],
)
def test_a_program_that_fails_leaves_the_draft_as_it_is_without(
    text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    without = read()
    out = capsys.readouterr().out
    assert read("--proposer", program(text)) == without
    told = capsys.readouterr()
    assert said in told.err
    assert "fix" in told.err
    assert "비밀" not in told.err + told.out
    assert [line for line in told.out.splitlines() if "was written over" not in line] == out.splitlines()


def test_a_script_is_told_what_went_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    read("--json", "--proposer", program(FAILS))
    told = json.loads(capsys.readouterr().out)["proposals"]
    assert (told["by"], told["each"]) == (None, [])
    assert "status 3" in told["error"]["what"]


@pytest.mark.parametrize(
    "text",
    [SLEEPS, f"import os; os.close(1); {SLEEPS}", "import time\nwhile True: print(1, flush=True); time.sleep(.1)"],
)
def test_a_program_that_takes_too_long_is_ended(text: str) -> None:
    begun = time.monotonic()
    with pytest.raises(OperatorError) as error:
        local(text, seconds=1)(ASKED)
    assert "not done after 1 seconds" in str(error.value)
    assert time.monotonic() - begun < 15


def test_a_file_that_no_machine_can_run_is_told() -> None:
    Path("propose").write_bytes(b"\x7fELF no program")
    Path("propose").chmod(0o755)
    with pytest.raises(OperatorError) as error:
        program_of("./propose")(ASKED)
    assert "could not be started" in str(error.value)


def test_what_a_program_leaves_running_is_ended_with_it() -> None:
    """The child holds a lock for a minute; ended, it lets go of it."""
    child = (
        "import fcntl, time; held = open('lock', 'w'); fcntl.flock(held, fcntl.LOCK_EX); print(1, flush=True); "
        + SLEEPS
    )
    leaves = f"""
import subprocess, sys
left = subprocess.Popen([sys.executable, "-c", {child!r}], stdout=subprocess.PIPE)
left.stdout.readline()
print('{{"by": "me", "proposals": [{{"number": 1, "kind": "item", "words": "차량"}}]}}', flush=True)
import os; os._exit(0)
"""
    begun = time.monotonic()
    assert local(leaves)(ASKED).each == (Answer(1, "item", "차량"),)
    with Path("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("command", ["", "  ", "python3 'propose.py", "./nobody.py", "no-such-program --model x", "/"])
def test_a_program_that_is_not_there_is_refused_first(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RefusedError):
        program_of(command)
    for more in ((), ("--facts",)):
        assert run(["read", "없음.txt", "--proposer", command, "--language", "en", *more], {}) == 1
        told = capsys.readouterr()
        assert "--proposer" in told.err
        assert "fix" in told.err
        assert not told.out
    assert not Path("policy.yaml").exists()
