// The explorer of Boolean functions: choose a truth table at the corners of a cube; its class, its weights or the XOR
// hidden in it, and its smallest networks appear. Everything is computed here from a table of classes in the page;
// each network is run on all inputs before it is shown. What was chosen stands in the address.

const explorer = (root) => {
  const data = JSON.parse(document.getElementById("nl-classes").textContent)
  const part = (name) => root.querySelector(`[data-part="${name}"]`)
  const form = root.querySelector("form")
  const bits = (row, n) => Array.from({ length: n }, (_, k) => (row >> (n - 1 - k)) & 1)
  const rowOf = (x) => x.reduce((row, value) => 2 * row + value, 0)
  const sub = (k) => "₀₁₂₃₄₅₆₇₈₉"[k]
  const hex = (table, n) => "0x" + table.toString(16).padStart(Math.max(1, (1 << n) / 4), "0")
  const state = { n: 3, table: 0x96, model: "R-exact" }

  // ---------------------------------------------------------------- the class

  const permutations = (items) =>
    items.length < 2 ? [items] : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))

  // The least table g with g(x) = f(y) or its negation, where y_k is x_source[k] or its negation: all changes are tried.
  const classOf = (table, n) => {
    let best = null
    for (const source of permutations([...Array(n).keys()])) {
      for (let negated = 0; negated < 1 << n; negated++) {
        const flips = bits(negated, n)
        let found = 0
        for (let row = 0; row < 1 << n; row++) {
          const x = bits(row, n)
          found |= ((table >> rowOf(source.map((s, k) => x[s] ^ flips[k]))) & 1) << row
        }
        for (const output of [0, 1]) {
          const g = output ? ~found & (2 ** (1 << n) - 1) : found
          if (!best || g < best.table) best = { table: g, source, flips, output }
        }
      }
    }
    return best
  }

  // ---------------------------------------------------------------- networks

  // In the data: [[[weights…, bias, out]…], bias, skip, scale]. The signs' networks follow from the exact ones if none is given.
  const network = (row, model) => {
    const cell = row[2][model]
    const [units, bias, skip, scale] = cell[2] ?? row[2][model[0] === "R" ? "R-exact" : "T-exact"][2]
    const found = { model, skip, scale, bias, units: units.map((u) => ({ weights: u.slice(0, -2), bias: u.at(-2), out: u.at(-1) })) }
    if (cell[2] || !model.endsWith("sign")) return found
    return { ...found, scale: 1, bias: 2 * bias - scale, units: found.units.map((u) => ({ ...u, out: 2 * u.out })) }
  }

  // The network of f from that of g, as in nlverify.boolean.width.carried.
  const carried = (net, change) => {
    const put = (weights) => {
      let more = 0
      const found = change.source.map((s, k) => {
        if (!change.flips[k]) return weights[s]
        more += weights[s]
        return -weights[s]
      })
      return [found, more]
    }
    const sign = change.output ? -1 : 1
    const units = net.units.map((u) => {
      const [weights, more] = put(u.weights)
      return { weights, bias: u.bias + more, out: sign * u.out }
    })
    const [skip, more] = net.skip.length ? put(net.skip) : [[], 0]
    const top = net.model.endsWith("sign") ? 1 : net.scale
    const bias = change.output ? top - net.bias - more : net.bias + more
    return { ...net, units, skip: skip.map((w) => sign * w), bias }
  }

  const dot = (weights, x) => weights.reduce((sum, w, k) => sum + w * x[k], 0)
  const value = (net, x) => {
    const hidden = net.units.map((u) => dot(u.weights, x) + u.bias).map((z) => (net.model[0] === "R" ? Math.max(z, 0) : +(z > 0)))
    const total = net.bias + dot(net.skip, x) + net.units.reduce((sum, u, j) => sum + u.out * hidden[j], 0)
    return net.model.endsWith("sign") ? +(total > 0) : total / net.scale
  }
  const right = (net, table, n) => Array.from({ length: 1 << n }, (_, row) => value(net, bits(row, n)) === ((table >> row) & 1)).every(Boolean)

  const summed = (terms) => {
    let text = ""
    for (const [c, name] of terms) {
      if (c) text += (text ? (c < 0 ? " − " : " + ") : c < 0 ? "−" : "") + (Math.abs(c) === 1 ? "" : Math.abs(c) + (name.includes("(") ? "·" : "")) + name
    }
    return text || "0"
  }
  const constant = (c) => (c ? [[Math.sign(c), String(Math.abs(c))]] : [])
  const affine = (weights, bias) => summed([...weights.map((w, k) => [w, `x${sub(k + 1)}`]), ...constant(bias)])
  const formula = (net) => {
    const word = net.model[0] === "R" ? "relu" : "step"
    const terms = [...net.units.map((u) => [u.out, `${word}(${affine(u.weights, u.bias)})`]), ...net.skip.map((w, k) => [w, `x${sub(k + 1)}`])]
    const text = summed(net.bias > 0 ? [...constant(net.bias), ...terms] : [...terms, ...constant(net.bias)])
    return net.model.endsWith("sign") ? `${text} > 0` : net.scale > 1 ? `(${text}) / ${net.scale}` : text
  }

  // ---------------------------------------------------------------- the hidden XOR: a + b = c + d, f true at a and b alone

  const hiddenXor = (table, n) => {
    let best = null
    for (let a = 0; a < 1 << n; a++) {
      for (let b = a + 1; b < 1 << n; b++) {
        if (!((table >> a) & (table >> b) & 1)) continue
        for (let c = 0; c < 1 << n; c++) {
          const d = (a & b) | ((a ^ b) & ~c)
          if ((c & a & b) !== (a & b) || c & ~(a | b) || c >= d || (table >> c) & 1 || (table >> d) & 1) continue
          const far = bits(a ^ b, n).reduce((sum, bit) => sum + bit, 0)
          if (!best || far < best.far) best = { far, corners: [a, c, b, d] }
        }
      }
    }
    return best?.corners
  }

  // ---------------------------------------------------------------- pictures

  const SVG = "http://www.w3.org/2000/svg"
  const tag = (name, attributes, ...children) => {
    const element = document.createElementNS(SVG, name)
    for (const [key, content] of Object.entries(attributes)) element.setAttribute(key, content)
    element.append(...children)
    return element
  }
  const AXES = {
    2: { start: [115, 165], steps: [[130, 0], [0, -125]], height: 200 },
    3: { start: [75, 205], steps: [[135, 0], [0, -125], [75, -52]], height: 240 },
    4: { start: [28, 180], steps: [[78, 0], [0, -88], [44, -40], [168, 22]], height: 236 },
  }
  const place = (row, n) => {
    const { start, steps } = AXES[n]
    return bits(row, n).reduce(([px, py], bit, k) => [px + bit * steps[k][0], py + bit * steps[k][1]], start)
  }

  const cube = () => {
    const { n } = state
    const picture = part("cube")
    picture.setAttribute("viewBox", `0 0 360 ${AXES[n].height}`)
    const lines = []
    for (let row = 0; row < 1 << n; row++) {
      for (let k = 0; k < n; k++) {
        const other = row | (1 << (n - 1 - k))
        if (other === row) continue
        const [[x1, y1], [x2, y2]] = [place(row, n), place(other, n)]
        lines.push(tag("line", { x1, y1, x2, y2, class: k === 3 ? "nl-edge nl-edge--far" : "nl-edge" }))
      }
    }
    const corners = Array.from({ length: 1 << n }, (_, row) => {
      const [cx, cy] = place(row, n)
      const name = bits(row, n).join("")
      const label = tag("text", { x: cx, y: cy + 3.5, "text-anchor": "middle", "aria-hidden": "true" }, name)
      const corner = tag("g", { role: "checkbox", tabindex: 0, "data-row": row, class: "nl-corner", "aria-label": `f(${name}) is 1` }, tag("circle", { cx, cy, r: 15 }), label)
      const turn = () => choose({ table: state.table ^ (1 << row) })
      corner.addEventListener("click", turn)
      corner.addEventListener("keydown", (event) => {
        if (event.key === " " || event.key === "Enter") {
          event.preventDefault()
          turn()
        }
      })
      return corner
    })
    picture.replaceChildren(tag("g", {}, ...lines), tag("g", { "data-part": "xor" }), ...corners)
  }

  const draw = (net) => {
    const { n } = state
    const box = 34
    const height = Math.max(n, net.units.length) * 46 + (net.skip.some(Boolean) ? 40 : 14)
    const at = (k, count) => ((k + 0.5) * Math.max(n, net.units.length) * 46) / count + 4
    const middle = at(0, 1)
    const items = []
    const line = (x1, y1, x2, y2, w) => {
      if (w) items.push(tag("line", { x1, y1, x2, y2, class: w < 0 ? "nl-wire nl-wire--minus" : "nl-wire", "stroke-width": Math.min(1 + 0.6 * Math.abs(w), 4) }))
    }
    const write = (text, x, y, size, anchor = "middle") => items.push(tag("text", { x, y, "font-size": size, "text-anchor": anchor }, text))
    net.units.forEach((u, j) => {
      const y = at(j, net.units.length)
      u.weights.forEach((w, k) => line(26, at(k, n), 92, y, w))
      line(262, y, 318, middle, u.out)
    })
    net.skip.forEach((w, k) => {
      const y = at(k, n)
      if (w) items.push(tag("path", { d: `M26 ${y}C60 ${height + 20} 260 ${height + 20} 322 ${middle + 14}`, class: w < 0 ? "nl-wire nl-wire--minus" : "nl-wire", fill: "none", "stroke-width": Math.min(1 + 0.6 * Math.abs(w), 4) }))
    })
    for (let k = 0; k < n; k++) {
      items.push(tag("circle", { cx: 15, cy: at(k, n), r: 13, class: "nl-neuron" }))
      write(`x${sub(k + 1)}`, 15, at(k, n) + 4, 12)
    }
    net.units.forEach((u, j) => {
      const y = at(j, net.units.length)
      const text = affine(u.weights, u.bias)
      items.push(tag("rect", { x: 92, y: y - box / 2, width: 170, height: box, rx: 6, class: "nl-neuron" }))
      write(net.model[0] === "R" ? "relu" : "step", 177, y - 4, 9.5)
      write(text, 177, y + 10, text.length > 28 ? 8.5 : 10.5)
      write(`× ${u.out < 0 ? "−" : ""}${Math.abs(u.out)}`, 290, (y + middle) / 2 + (y > middle ? 14 : -6), 10.5)
    })
    items.push(tag("circle", { cx: 335, cy: middle, r: 17, class: "nl-neuron" }))
    write(net.bias ? `${net.bias < 0 ? "−" : "+"}${Math.abs(net.bias)}` : "Σ", 335, middle + 4, 12)
    const end = net.model.endsWith("sign") ? "> 0" : net.scale > 1 ? `: ${net.scale}` : ""
    if (end) write(end, 335, middle + 32, 11)
    const picture = part("network")
    picture.setAttribute("viewBox", `0 0 360 ${height}`)
    picture.setAttribute("aria-label", `A network with ${net.units.length} hidden units: ${formula(net)}`)
    picture.replaceChildren(...items)
  }

  // ---------------------------------------------------------------- what is said

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name)
    element.textContent = text
    for (const [key, content] of Object.entries(attributes)) element.setAttribute(key, content)
    return element
  }

  const show = () => {
    const { n, table, model } = state
    const change = classOf(table, n)
    const row = data.inputs[n].find(([representative]) => representative === change.table)
    for (const corner of root.querySelectorAll(".nl-corner")) corner.setAttribute("aria-checked", String(Boolean((table >> corner.dataset.row) & 1)))
    form.elements.inputs.value = String(n)
    if (document.activeElement !== form.elements.table) form.elements.table.value = hex(table, n)
    const nets = Object.fromEntries(Object.keys(row[2]).map((name) => [name, carried(network(row, name), change)]))
    const wrong = Object.values(nets).some((net) => !right(net, table, n))
    const xor = hiddenXor(table, n)

    const ring = root.querySelector('[data-part="xor"]')
    ring.replaceChildren()
    if (xor) {
      ring.append(tag("polygon", { points: xor.map((r) => place(r, n).join(",")).join(" "), class: "nl-rectangle" }))
      for (const r of xor) ring.append(tag("circle", { cx: place(r, n)[0], cy: place(r, n)[1], r: 19, class: "nl-ring" }))
    }
    const name = (r) => bits(r, n).join("")
    const unit = nets["T-sign"].units[0]
    const verdict = part("verdict")
    verdict.replaceChildren()
    if (xor) {
      const [a, c, b, d] = xor.map(name)
      verdict.append(make("strong", "No neuron computes it. "), `An XOR hides in it: f is 1 at ${a} and ${b}, 0 at ${c} and ${d}, and ${a} + ${b} = ${c} + ${d}, input by input. `)
      verdict.append("Any w·x + b has equal sums at the two pairs, but would have to be > 0 at both of the first and ≤ 0 at both of the others.")
    } else if (unit) {
      const sign = nets["T-sign"].units[0].out > 0 ? "> 0" : "≤ 0"
      verdict.append(make("strong", "One neuron computes it: "), `f is 1 exactly where ${affine(unit.weights, unit.bias)} ${sign}.`)
    } else verdict.append(make("strong", "It is constant. "), "A neuron without inputs computes it.")
    part("class").textContent = `Its class has ${row[1]} functions; the least of them as a number is ${hex(row[0], n)}.`
    part("checked").textContent = wrong ? "A network does not compute the function: this page is wrong, please report it." : `All ${Object.keys(nets).length} networks were run in this page on all ${1 << n} inputs: they compute f.`

    const body = part("widths")
    body.replaceChildren()
    for (const [each, net] of Object.entries(nets)) {
      const line = document.createElement("tr")
      const pick = make("button", each, { type: "button", "aria-pressed": String(each === model) })
      pick.addEventListener("click", () => choose({ model: each }))
      const first = document.createElement("td")
      first.append(pick)
      line.append(first, make("td", String(row[2][each][0])), make("td", formula(net)), make("td", data.lower[row[2][each][1]]))
      body.append(line)
    }
    part("model").textContent = `${model}: ${formula(nets[model])}`
    draw(nets[model])
  }

  const choose = (change) => {
    const sized = change.n && change.n !== state.n
    Object.assign(state, change)
    if (sized) {
      state.table = change.table ?? state.table & (2 ** (1 << state.n) - 1)
      cube()
    }
    const chosen = new URLSearchParams({ n: state.n, f: hex(state.table, state.n), model: state.model })
    history.replaceState(null, "", `${location.pathname}?${chosen}${location.hash}`)
    show()
  }

  const read = (text, n) => {
    const clean = text.trim().toLowerCase()
    const found = /^[01]+$/.test(clean) && clean.length === 1 << n ? parseInt([...clean].reverse().join(""), 2) : /^(0x)?[0-9a-f]{1,4}$/.test(clean) ? parseInt(clean.replace(/^0x/, ""), 16) : NaN
    return found < 2 ** (1 << n) ? found : NaN
  }

  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("input", (event) => {
    if (event.target.name === "inputs") choose({ n: Number(form.elements.inputs.value) })
    if (event.target.name === "table") {
      const table = read(event.target.value, state.n)
      event.target.setAttribute("aria-invalid", String(Number.isNaN(table)))
      part("help").textContent = Number.isNaN(table) ? `expected a number from 0x0 to ${hex(2 ** (1 << state.n) - 1, state.n)}, or ${1 << state.n} digits 0 or 1` : ""
      if (!Number.isNaN(table)) choose({ table })
    }
  })
  for (const button of form.querySelectorAll("button[data-n]")) {
    button.addEventListener("click", () => choose({ n: Number(button.dataset.n), table: Number(button.dataset.table) }))
  }
  part("negate").addEventListener("click", () => choose({ table: ~state.table & (2 ** (1 << state.n) - 1) }))
  part("random").addEventListener("click", () => choose({ table: Math.floor(Math.random() * 2 ** (1 << state.n)) }))

  const given = new URLSearchParams(location.search)
  const n = Number(given.get("n"))
  if (AXES[n]) {
    state.n = n
    state.table = n === 3 ? state.table : n === 2 ? 6 : 0x1be4
    const table = read(given.get("f") ?? "", n)
    if (!Number.isNaN(table)) state.table = table
  }
  if (data.models.includes(given.get("model"))) state.model = given.get("model")
  root.hidden = false
  cube()
  show()
}

for (const root of document.querySelectorAll(".nl-explorer")) explorer(root)
