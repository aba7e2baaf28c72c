"""The published corpus passes its own linter."""

from click.testing import CliRunner

from nlverify.cli import nlverify


def test_the_published_claims_have_nothing_to_mend() -> None:
    done = CliRunner().invoke(nlverify, ["lint"])
    assert (done.exit_code, done.stdout) == (0, ""), done.stdout
