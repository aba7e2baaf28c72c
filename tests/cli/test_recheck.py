"""`nlverify recheck`, where whoever made the bundle is not to be trusted."""

from pathlib import Path

from click.testing import CliRunner

from nlverify.cli import nlverify


def test_the_name_of_a_file_does_not_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "accepted\x1b[2J\u202e").write_text("")
    result = CliRunner().invoke(nlverify, ["recheck", str(tmp_path)])
    assert result.exit_code == 1
    assert all(line.isprintable() for line in result.output.splitlines())
    assert "accepted?[2J?: expected a claim of the installed corpus" in result.output
