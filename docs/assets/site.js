// Two things that Material's script leaves undone for those who do not use a mouse: it puts buttons into
// landmarks without a name, and tables into regions that scroll but cannot be focused. And the list of claims.

const mend = () => {
  for (const bar of document.querySelectorAll(".md-code__nav:not([role])")) bar.setAttribute("role", "none")
  for (const region of document.querySelectorAll(".md-typeset__scrollwrap, .md-search-result code")) {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0
  }
}

// The list of claims, narrowed by words, tier and group. What was chosen stands in the address.
const narrow = (form) => {
  const rows = [...document.querySelectorAll(".nl-claims tbody tr")].map((row) => ({
    row,
    words: row.textContent.toLowerCase(),
    tier: row.querySelector(".nl-tier")?.textContent ?? "",
    group: row.closest(".nl-claims").dataset.group,
  }))
  const show = () => {
    const { words, tier, group } = Object.fromEntries(new FormData(form))
    const wanted = words.toLowerCase().split(/\s+/)
    for (const each of rows) {
      const fits = wanted.every((word) => each.words.includes(word))
      each.row.hidden = !(fits && (!tier || each.tier === tier) && (!group || each.group === group))
    }
    for (const list of document.querySelectorAll(".nl-claims")) {
      const none = !list.querySelector("tbody tr:not([hidden])")
      for (let part = list; part && part.tagName !== "FORM"; part = part.previousElementSibling) {
        part.hidden = none
        if (part.tagName === "H2") break
      }
    }
    const left = rows.filter((each) => !each.row.hidden).length
    form.querySelector("output").textContent = left < rows.length ? `${left} of ${rows.length}` : ""
  }
  const given = new URLSearchParams(location.search)
  for (const field of form.elements) if (field.name && given.has(field.name)) field.value = given.get(field.name)
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("input", () => {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value))
    history.replaceState(null, "", `${location.pathname}${chosen.size ? `?${chosen}` : ""}${location.hash}`)
    show()
  })
  form.hidden = false
  show()
}

for (const form of document.querySelectorAll(".nl-filter")) narrow(form)
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
addEventListener("resize", mend)
mend()
