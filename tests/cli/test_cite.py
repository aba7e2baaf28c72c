"""Citations: what is known and nothing else."""

import json
import re

import pytest

from nlverify.cite import FORMATS, Citation, claim_url

CLAIM = Citation("a-claim", "It is so: 100 % & x_1.", "0.1.0", "ab" * 32)


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_names_what_pins_the_claim_down(style: str) -> None:
    text = FORMATS[style](CLAIM)
    for wanted in ("The nlverify contributors", "a-claim", "0.1.0", "ab" * 32, "It is so"):
        assert wanted in text


@pytest.mark.parametrize("style", FORMATS)
def test_no_year_address_or_doi_is_made_up(style: str) -> None:
    text = FORMATS[style](CLAIM)
    assert not re.search(r"(?i)\bdoi\b|https?:|\b(19|20)\d\d\b", text)


@pytest.mark.parametrize("style", FORMATS)
def test_the_address_comes_from_the_environment(style: str) -> None:
    url = claim_url({"NLVERIFY_SITE_URL": "https://example.org/"}, "a-claim")
    assert url == "https://example.org/claims/a-claim/"
    assert claim_url({"NLVERIFY_SITE_URL": " "}, "a-claim") == ""
    text = FORMATS[style](Citation("a-claim", "It is so.", "0.1.0", "ab" * 32, url))
    assert url in text


@pytest.mark.parametrize("style", FORMATS)
def test_a_title_stands_before_what_is_said_and_what_is_not_checked_is_named(style: str) -> None:
    text = FORMATS[style](Citation("a-claim", "It is so.", "0.1.0", "ab" * 32, "", "So it is", ("main", "rest")))
    assert text.index("So it is") < text.index("Claim a-claim: It is so. Statement SHA-256 ")
    assert "Not checked, but cited: main, rest" in text


def test_bibtex_is_balanced_and_escaped() -> None:
    text = FORMATS["bibtex"](CLAIM)
    assert text.startswith("@misc{nlverify-a-claim,\n  author = {{The nlverify contributors}},\n")
    assert r"title = {{It is so: 100 \% \& x\_1}}," in text
    assert text.count("{") == text.count("}")


def test_ris_has_a_type_first_and_an_end_last() -> None:
    lines = FORMATS["ris"](CLAIM).splitlines()
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert (lines[0][:2], lines[-1][:2]) == ("TY", "ER")


def test_csl_json_is_a_list_with_one_item() -> None:
    (item,) = json.loads(FORMATS["csl-json"](CLAIM))
    assert item["author"] == [{"literal": "The nlverify contributors"}]
    assert item["title"] == "It is so: 100 % & x_1"


def test_apa_says_that_there_is_no_date() -> None:
    assert FORMATS["apa"](CLAIM).startswith("The nlverify contributors. (n.d.). It is so: 100 % & x_1 (Version 0.1.0)")
