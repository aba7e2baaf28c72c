// Two things that Material's script leaves undone for those who do not use a mouse: it puts buttons into
// landmarks without a name, and tables into regions that scroll but cannot be focused.

const mend = () => {
  for (const bar of document.querySelectorAll(".md-code__nav:not([role])")) bar.setAttribute("role", "none")
  for (const region of document.querySelectorAll(".md-typeset__scrollwrap, .md-search-result code")) {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0
  }
}

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
addEventListener("resize", mend)
mend()
