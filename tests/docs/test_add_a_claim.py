"""The page that teaches how to add a claim: its example is run, and does what the page shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "add-a-claim.md").read_text(encoding="utf-8")
CLAIM = re.findall(r'```python title="mine/(\w+\.py)"\n(.*?)```', PAGE, re.DOTALL)
CONSOLE = re.findall(r"```console\n\$ nlverify (.*?)\n(.*?)```", PAGE, re.DOTALL)
RIGHT, WRONG = "Farkas((1, 2, 1))", "Farkas((1, 1, 1))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    for name, source in CLAIM:
        (tmp_path / "mine" / name).write_text(source, encoding="utf-8")
    return tmp_path


def nlverify(arguments: str, folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "nlverify", *arguments.split()]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


def without_times(text: str) -> str:
    return re.sub(r"\d+\.\d", "…", text)


def test_the_page_has_one_example_and_three_commands() -> None:
    assert len(CLAIM) == 1
    assert [arguments.split()[0] for arguments, _ in CONSOLE] == ["check", "explain", "check"]


def test_the_example_is_certified_as_the_page_shows(folder: Path) -> None:
    for arguments, shown in CONSOLE[:2]:
        code, output = nlverify(arguments, folder)
        assert code == 0, output
        assert without_times(output).strip() == without_times(shown).strip()


def test_the_mistake_is_rejected_as_the_page_shows(folder: Path) -> None:
    (path,) = (folder / "mine").iterdir()
    source = path.read_text(encoding="utf-8")
    assert source.count(RIGHT) == 1
    assert f"`{WRONG}`" in PAGE
    path.write_text(source.replace(RIGHT, WRONG), encoding="utf-8")
    arguments, shown = CONSOLE[2]
    code, output = nlverify(arguments, folder)
    assert code == 1
    assert without_times(output).strip() == without_times(shown).strip()


def test_the_search_finds_the_same(folder: Path) -> None:
    (path,) = (folder / "mine").iterdir()
    found = re.search(r"```python\n(from nlverify\.engines import search.*?)```", PAGE, re.DOTALL)
    assert found
    with path.open("a", encoding="utf-8") as file:
        file.write("\n\n" + found[1])
    code, output = nlverify("check --corpus mine", folder)
    assert code == 0, output


def test_the_other_example_is_a_statement() -> None:
    found = re.search(r"```python\n(from nlverify\.exact\.expression.*?)```", PAGE, re.DOTALL)
    assert found
    scope: dict[str, object] = {}
    exec("from nlverify.claim import *\n" + found[1].replace("\nForAll", "\nresult = ForAll"), scope)
    assert type(scope["result"]).__name__ == "ForAll"


def test_the_names_of_the_page_exist() -> None:
    from nlverify import claim, evidence
    from nlverify.engines import search, symbolic

    for name in re.findall(r"^\| [^|]+ \| `(\w+)\(", PAGE, re.MULTILINE):
        assert hasattr(claim, name), name
    for row in re.findall(r"^\| [^|]+ \| `\w+\(.*$", PAGE, re.MULTILINE):
        assert all(hasattr(evidence, name) for name in re.findall(r"\| `(\w+)` ", row)), row
    for module, name in re.findall(r"`(search|symbolic)\.(\w+)\(", PAGE):
        assert hasattr({"search": search, "symbolic": symbolic}[module], name), name
