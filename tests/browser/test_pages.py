"""Every kind of page in a real browser: nothing is missing, nothing is asked of others, everybody can read it."""

from importlib.resources import files
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLAIM = "claims/xor-not-threshold/"
KINDS = {
    "home": "",
    "claims": "claims/",
    "claim": CLAIM,
    "claim with many parts": "claims/xor-relu-min-width/",
    "claim with trained networks": "claims/relu-networks-learn-circles-in-stars/",
    "claim with a table": "claims/circle-lift/",
    "claim that is only cited": "claims/float-straight-line-complete/",
    "misconceptions": "misconceptions/",
    "misconception": "misconceptions/squares-make-a-circle/",
    "demonstrations": "demonstrations/",
    "activations": "activations/",
    "explorer": "explorer/",
    "explorer of four inputs": "explorer/?n=4&f=0x1be4&model=R-skip",
    "demonstration": "demonstrations/affine-layers-compute-xor-in-floats/",
    "trust": "trust/",
    "certificates": "certificates/",
    "conventions": "conventions/",
    "command line": "command-line/",
    "add a claim": "add-a-claim/",
    "Python": "python/",
    "not found": "404.html",
}
HEAVY = 600_000  # bytes, of a page and all that it loads
TARGET_SIZE = {"rules": {"target-size": {"enabled": True}}}  # of WCAG 2.2, which axe-core does not ask for by itself


@pytest.fixture(scope="session")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole_light_readable_by_all_and_no_wider_than_the_screen(visit, axe: str, kind: str) -> None:
    seen = visit(KINDS[kind])
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.page.evaluate(axe)
    # A long list at the side is scrolled to the page's own entry: back to its top, where no entry is cut in half.
    seen.page.evaluate("document.querySelectorAll('.md-sidebar__scrollwrap').forEach(e => e.scrollTo(0, 0))")
    found = seen.page.evaluate("options => axe.run(document, options)", TARGET_SIZE)["violations"]
    assert [(v["id"], v["help"], [n["html"] for n in v["nodes"]][:3]) for v in found] == []
    assert seen.complaints == []
    assert sum(seen.weights.values()) < HEAVY


def test_every_page_is_light_enough(browser, address: str, site: Path) -> None:
    """Also those that no other test opens: what a page holds itself, and what every claim's page loads."""
    page, weights = browser.new_page(), []
    page.on("response", lambda response: weights.append(len(response.body())))
    page.goto(address + CLAIM)
    page.wait_for_load_state("networkidle")
    page.close()
    shared = sum(weights) - (site / CLAIM / "index.html").stat().st_size
    assert shared > 100_000
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size + shared for path in site.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size >= HEAVY} == {}


def test_the_search_waits_until_it_is_asked_and_then_finds(visit) -> None:
    seen = visit("")
    assert not [url for url in seen.weights if "search_index" in url]
    if not seen.page.locator("[name=query]").is_visible():
        seen.page.locator("label.md-header__button[for=__search]").click()
    seen.page.locator("[name=query]").fill("threshold unit")
    seen.page.locator(".md-search-result__link").first.wait_for()
    assert [url for url in seen.weights if "search_index" in url]
    assert seen.page.locator(f".md-search-result__link[href*='{CLAIM}']").count()
    assert seen.complaints == []


def test_what_is_folded_opens_from_the_keyboard(visit) -> None:
    page = visit(CLAIM).page
    summary = page.query_selector("details.nl-fold:not([open]) > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.evaluate("summary => summary.parentElement.open")


def test_dark_and_light_can_be_changed_and_stay(visit) -> None:
    page = visit("").page
    scheme = "document.body.dataset.mdColorScheme"
    before = page.evaluate(scheme)
    page.locator("label.md-header__button[for^=__palette]:visible").click()
    after = page.evaluate(scheme)
    assert {before, after} == {"default", "slate"}
    page.goto(page.url + CLAIM)
    assert page.evaluate(scheme) == after
    page.evaluate("localStorage.clear()")


def test_it_can_be_read_without_scripts(browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path, text in (("", "0 > 0"), (CLAIM, "Sum: 0 > 0, which is false."), ("claims/", "What rests on what")):
        page.goto(address + path)
        assert page.get_by_text(text).first.is_visible()
    context.close()


def test_the_list_of_claims_is_narrowed_by_words_tier_and_group_and_the_address_keeps_it(visit) -> None:
    seen = visit("claims/")
    page, rows = seen.page, "document.querySelectorAll('.nl-claims tbody tr:not([hidden])').length"
    whole = page.evaluate(rows)
    assert page.locator(".nl-filter output").inner_text() == ""
    page.locator(".nl-filter [name=group]").select_option("xor")
    within = page.evaluate(rows)
    assert 0 < within < whole
    assert page.locator(".nl-filter output").inner_text() == f"{within} of {whole}"
    assert not page.locator("#group-collapse").is_visible()
    assert page.locator("#group-xor").is_visible()
    page.locator(".nl-filter [name=words]").fill("threshold unit")
    few = page.evaluate(rows)
    assert 0 < few < within
    page.reload()
    assert page.evaluate(rows) == few
    page.locator(".nl-filter [name=words]").fill("no such words at all")
    assert page.evaluate(rows) == 0
    assert seen.complaints == []


def test_the_explorer_shows_each_function_runs_its_networks_and_keeps_it_in_the_address(visit) -> None:
    seen = visit("explorer/?n=2&f=0x8")
    page, verdict = seen.page, "[data-part=verdict]"
    assert page.locator(verdict).inner_text().startswith("One neuron computes it: f is 1 exactly where x₁ + x₂ − 1 > 0")
    assert page.locator(".nl-ring").count() == 0
    page.locator(".nl-corner").nth(3).focus()
    page.keyboard.press("Space")  # AND without (1,1) is constant
    assert page.locator(verdict).inner_text().startswith("It is constant.")
    page.locator(".nl-corner").nth(1).click()
    page.locator(".nl-corner").nth(2).click()
    assert "An XOR hides in it: f is 1 at 01 and 10, 0 at 00 and 11" in page.locator(verdict).inner_text()
    assert page.locator(".nl-ring").count() == 4
    assert "f=0x6" in page.url
    page.reload()
    assert page.locator("[name=table]").input_value() == "0x6"
    page.locator("[name=table]").fill("0x16")
    assert "expected a number from 0x0 to 0xf" in page.locator("[data-part=help]").inner_text()
    assert seen.complaints == []


def test_every_network_of_the_explorer_computes_its_function(visit) -> None:
    """All functions of two inputs, and some of three and four: the page runs them itself, and says so."""
    page = visit("explorer/").page
    wrong = page.evaluate("""() => {
      const form = document.querySelector(".nl-explorer form"), found = []
      const show = (n, table) => {
        form.elements.inputs.value = String(n)
        form.querySelector(`[name=inputs][value="${n}"]`).dispatchEvent(new Event("input", { bubbles: true }))
        form.elements.table.value = "0x" + table.toString(16)
        form.elements.table.dispatchEvent(new Event("input", { bubbles: true }))
        const said = document.querySelector("[data-part=checked]").textContent
        const right = `All 5 networks were run in this page on all ${1 << n} inputs`
        if (!said.startsWith(right)) found.push([n, table, said])
      }
      for (let table = 0; table < 16; table++) show(2, table)
      for (let table = 0; table < 256; table += 5) show(3, table)
      for (let k = 0; k < 40; k++) show(4, (k * 7919 + 13) % 65536)
      return found
    }""")
    assert wrong == []
