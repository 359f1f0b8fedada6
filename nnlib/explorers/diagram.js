// The small network under a hand: computed, written and shown in the browser; see diagram.py.
const LAYERS = 3, UNITS = 3, ALL_UNITS = 9, PER_LAYER = 12, PARAMETERS = 36;
const STEP = 0.05, PER_PX = 0.025, REACH = 5, RADIUS = 29;
const three = [0, 1, 2];
const sum = (values) => values.reduce((total, value) => total + value, 0);
const split = (unit) => [Math.floor(unit / UNITS), unit % UNITS];

// --- Numbers, as nnlib.drawing.numerals writes them
// Python rounds a tie to the even digit, toFixed away from zero.
function rounded(value, digits) {
  const text = value.toFixed(digits);
  const tie = Math.abs(value * 2 ** (digits + 1)) % 2 === 1;
  return tie && Number(text.at(-1)) % 2 ? (value * (1 - 2 ** -52)).toFixed(digits) : text;
}
const exponential = (value, digits) => value.toExponential(digits).replace(/e(.)(\d)$/, "e$10$2");
const withMinus = (text) => text.replaceAll("-", "\u2212");
export function number(value, digits = 4) {
  const size = Math.abs(value);
  if (size < 1e-12) return "0";
  if (size < 10 ** -digits || size >= 1e6) return withMinus(exponential(value, 2));
  return withMinus(rounded(value, digits).replace(/\.?0+$/, ""));
}
export function fixed(value, digits = 2) {
  const places = Math.abs(Number(rounded(value, digits))) >= 100 ? 0 : digits;
  const text = Math.abs(value) < 1e5 ? rounded(value, places) : exponential(value, 1);
  return withMinus(Number(text) === 0 ? text.replace("-", "") : text);
}
const factor = (value) => (value < 0 ? `(${number(value)})` : number(value));

// --- Forward and back
const slopeAt = (z) => Math.exp(-Math.abs(z)) / (1 + Math.exp(-Math.abs(z))) ** 2;
const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
// `numbers` are the network's parameters, layer by layer, and its inputs.
export function compute({ numbers, target }) {
  const layers = [], x = numbers.slice(PARAMETERS);
  let input = x;
  for (let l = 0; l < LAYERS; l++) {
    const own = numbers.slice(PER_LAYER * l, PER_LAYER * (l + 1)), bias = own.slice(UNITS * UNITS);
    const weight = three.map((k) => own.slice(UNITS * k, UNITS * (k + 1)));
    const z = weight.map((row, k) => sum(row.map((w, i) => w * input[i])) + bias[k]);
    layers.push({ input, weight, bias, z, a: z.map(sigmoid) });
    input = layers[l].a;
  }
  const last = layers.at(-1), largest = Math.max(...last.z);
  const powers = last.z.map((value) => Math.exp(value - largest)), total = sum(powers);
  last.a = powers.map((power) => power / total);
  let error = last.a.map((share, k) => share - (k === target)), back;
  for (const step of layers.toReversed()) {
    if (back) error = back.map((grad, k) => grad * slopeAt(step.z[k]));
    const gradWeight = error.map((e) => step.input.map((value) => e * value));
    Object.assign(step, { gradA: back, error, gradWeight });
    back = three.map((i) => sum(step.weight.map((row, k) => row[i] * step.error[k])));
  }
  const cost = largest + Math.log(total) - last.z[target];
  return { x, target, layers, shares: last.a, cost, gradX: back };
}

// --- Words, as nnlib.explorers.network writes them
export function formula(net, { unit, view, class_names: classes }) {
  const [l, k] = split(unit), { weight, bias, input, z, a } = net.layers[l];
  const join = (terms) => [...terms, factor(bias[k])].join(" + ");
  const lines = [
    `z = ${join(weight[k].map((w, i) => `${factor(w)}·${factor(input[i])}`))}`,
    `z = ${join(weight[k].map((w, i) => factor(w * input[i])))} = <b>${number(z[k])}</b>`,
  ];
  if (l === LAYERS - 1) {
    const powers = z.map((value) => `e<sup>${number(value, 2)}</sup>`), share = number(a[net.target]);
    lines.push(`p = ${powers[k]} / (${powers.join(" + ")}) = <b>${number(a[k])}</b>`);
    lines.push(`C = −ln p(${classes[net.target]}) = −ln ${share} = <b>${number(net.cost)}</b>`);
  } else {
    const power = `1 / (1 + e<sup>${number(-z[k])}</sup>)`;
    lines.push(`a = sigmoid(${number(z[k])}) = ${power} = <b>${number(a[k])}</b>`);
  }
  return [...lines, ...(view === "backward" ? chain(net, l, k) : [])].join("<br>");
}
function chain(net, l, k) {
  const { a, gradA, error, input } = net.layers[l], after = net.layers[l + 1], own = number(a[k]);
  let factors = `p − y = ${own} − ${Number(k === net.target)}`;
  if (after) {
    const ways = after.weight.map((row, j) => `${factor(row[k])}·${factor(after.error[j])}`);
    const slope = `${factor(gradA[k])} · ${own} · (1 − ${own})`;
    factors = `(${ways.join(" + ")}) · a (1 − a) = ${slope}`;
  }
  const products = input.map((value, i) =>
    `∂C/∂w<sub>${i + 1}</sub> = error · input ${i + 1} = ` +
    `${factor(error[k])} · ${factor(value)} = <b>${number(error[k] * value)}</b>`);
  const end = `<b>${number(error[k])}</b>`;
  return [`error = ∂C/∂z = ${factors} = ${end}`, ...products, `∂C/∂b = error · 1 = ${end}`];
}
export function readout(net, { unit, pointed, view, known, note, class_names: classes }) {
  const [l, k] = split(unit), i = Math.abs(pointed) - 1, name = `layer ${l + 1}, unit ${k + 1}`;
  const { weight, error, gradWeight } = net.layers[l];
  const back = view === "backward", partly = back && known < ALL_UNITS;
  const what = pointed < 0 ? `Input ${i + 1}` : `Weight ${i + 1} of ${name}`;
  const [value, gradient] = pointed < 0 ? [net.x[i], net.gradX[i]] : [weight[k][i], gradWeight[k][i]];
  const shown = back && !(partly && pointed < 0);
  return [
    `The network says ${net.shares.map((p, c) => `${classes[c]} ${fixed(p)}`).join(", ")}.`,
    `The right answer is ${classes[net.target]}, and the cost is ${fixed(net.cost, 4)}.`,
    note,
    back && `The error of ${name} is ${fixed(error[k], 4)}.`,
    pointed && `${what} is ${fixed(value)}${shown ? `, its gradient ${fixed(gradient, 4)}` : ""}.`,
    partly && `The way back has reached ${known} of ${ALL_UNITS} units.`,
  ].filter(Boolean).join(" ");
}

// --- The picture: what its named shapes become. Python drew it, and says where circles stand
const length = (value) => String(Number(rounded(value, 2)));
export function look(net, { unit, view, colors, places }) {
  const shapes = {}, forward = view === "forward", digits = forward ? 2 : 3, [l, k] = split(unit);
  const sign = (value) => (value < 0 ? colors.NEGATIVE : colors.POSITIVE);
  function circle(place, value) {
    const text = fixed(value, digits), size = 72.9 / Math.max(text.length, digits + 3);
    shapes[`unit ${place}`] = { fill: tint(value, colors) };
    shapes[`value ${place}`] = { "font-size": Math.min(17, Math.round(size)), text };
  }
  function label(i, value) {
    const [[x1, y1], [x2, y2]] = [places[`${l}.${i}`], places[`${l + 1}.${k}`]];
    const text = fixed(value, digits), half = 4.6 * text.length;
    const x = x1 + 0.47 * (x2 - x1), y = y1 + 0.47 * (y2 - y1), top = length(y - 10);
    shapes[`ground ${i}`] = { x: length(x - half), y: top, width: length(2 * half) };
    shapes[`label ${i}`] = { x: length(x), y: length(y), fill: sign(value), text };
  }
  net.x.forEach((value, i) => circle(`0.${i}`, forward ? value : net.gradX[i]));
  net.layers.forEach(({ a, weight, error, gradWeight }, layer) => {
    const lines = forward ? weight : gradWeight, largest = Math.max(...lines.flat().map(Math.abs));
    (forward ? a : error).forEach((value, row) => circle(`${layer + 1}.${row}`, value));
    lines.forEach((values, row) => values.forEach((value, i) => {
      const chosen = layer === l && row === k, share = largest ? Math.abs(value) / largest : 0;
      shapes[`line ${layer + 1}.${row}.${i}`] = {
        "stroke-width": length(0.8 + 3.2 * share),
        stroke: value ? sign(value) : colors.MUTED,
        "stroke-dasharray": value ? (value < 0 ? "7 4" : null) : "1 5",
        "stroke-opacity": chosen ? null : "0.7",
      };
      if (chosen) label(i, value);
    }));
  });
  net.shares.forEach((share, c) => (shapes[`bar ${c}`] = { width: length(62 * share) }));
  const [cx, cy] = places[`${l + 1}.${k}`].map(length), [, y] = places[`${LAYERS}.${net.target}`];
  const text = `cost ${fixed(net.cost, 4)}`;
  return { ...shapes, ring: { cx, cy }, target: { y: length(y - 20) }, cost: { text } };
}
function tint(value, { GROUND, POSITIVE_TINT, NEGATIVE_TINT }) {
  const share = Math.min(1, Math.abs(value)), color = value >= 0 ? POSITIVE_TINT : NEGATIVE_TINT;
  const mixed = [1, 3, 5].map((i) => {
    const [ground, own] = [GROUND, color].map((hex) => parseInt(hex.slice(i, i + 2), 16));
    return Number(rounded(ground * (1 - share) + own * share, 0));
  });
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

// --- Hands: a transparent drawing over the picture, with a handle for each number and each class
function handles(classes) {
  const all = three.map((i) => (
    { place: PARAMETERS + i, pointed: -1 - i, from: `0.${i}`, name: `input ${i + 1}` }));
  for (let unit = 0; unit < ALL_UNITS; unit++) {
    const [l, k] = split(unit), first = PER_LAYER * l, to = `${l + 1}.${k}`;
    const of = `of layer ${l + 1}, unit ${k + 1}`;
    three.forEach((i) => all.push({ place: first + UNITS * k + i, unit, pointed: i + 1,
      from: `${l}.${i}`, to, name: `weight ${i + 1} ${of}` }));
    all.push({ place: first + UNITS * UNITS + k, unit, pointed: 0, from: to, name: `bias ${of}` });
  }
  return [...all, ...classes.map((name, target) => ({ target, from: `${LAYERS}.${target}`, name }))];
}
const KEYS = { ArrowUp: STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowLeft: -STEP,
  PageUp: 1, PageDown: -1, Home: -Infinity, End: Infinity };
const CHOICES = { " ": 0, Enter: 0, ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
const ends = (value) => [Math.min(-REACH, Math.floor(value)), Math.max(REACH, Math.ceil(value))];
function moved(start, by) {
  const [low, high] = ends(start), value = Math.min(high, Math.max(low, start + by)) / STEP;
  const passed = by > 0 ? Math.floor(value + 1e-9) : Math.ceil(value - 1e-9); // on the way
  return passed / Math.round(1 / STEP) || 0; // no minus zero
}
function spoken(now) {
  const [low, high] = ends(now), range = { "aria-valuemin": low, "aria-valuemax": high };
  return { ...range, "aria-valuenow": now, "aria-valuetext": fixed(now) };
}
function distance([x, y], [x1, y1], end) { // to a line, or to a circle's edge
  if (!end) return Math.hypot(x - x1, y - y1) - RADIUS;
  const [dx, dy] = [end[0] - x1, end[1] - y1];
  const along = ((x - x1) * dx + (y - y1) * dy) / (dx ** 2 + dy ** 2);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes))
    if (name === "text") element.textContent = value;
    else if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}
function add(parent, tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  return parent.appendChild(element);
}

function render({ model, el }) {
  el.innerHTML = `<div class="nnlib-diagram"><div></div></div>
    <p class="nnlib-diagram-hint">${model.get("hint")}</p><div class="nnlib-formula"></div>
    <p class="nnlib-status" role="status"></p>`;
  const [stage, , words, line] = el.children, all = handles(model.get("class_names"));
  let mine = model.get("hand"), held = null, gesture = 0, drawn, svg, shapes, places, hands;
  function draw() {
    drawn = stage.firstElementChild.innerHTML = model.get("picture");
    svg = stage.querySelector("svg");
    svg.querySelectorAll("title, desc").forEach((element) => element.remove()); // the readout tells
    const parts = [...svg.querySelectorAll("[data-part]")];
    shapes = Object.fromEntries(parts.map((element) => [element.dataset.part, element]));
    places = Object.fromEntries(parts.filter(({ dataset }) => /unit|hidden/.test(dataset.part)).map(
      ({ dataset, cx, cy }) => [dataset.part.split(" ")[1], [cx.baseVal.value, cy.baseVal.value]]));
  }
  function takeHold() {
    hands = add(stage, "svg", { class: "nnlib-hands", viewBox: svg.getAttribute("viewBox") });
    const numbers = add(hands, "g", { role: "group", "aria-label": "numbers of the network" });
    const classes = add(hands, "g", { role: "radiogroup", "aria-label": "right answer" });
    for (const handle of all) {
      const { from, to, target, name } = handle, [x, y] = places[from], end = places[to];
      const [tag, shape] = target !== undefined
        ? ["rect", { x: x + 33, y: y - 31, width: 102, height: 56, role: "radio" }]
        : end ? ["line", { x1: x, y1: y, x2: end[0], y2: end[1], pathLength: 1, role: "slider" }]
          : ["circle", { cx: x, cy: y, r: RADIUS, role: "slider" }];
      const shared = { tabindex: 0, "aria-label": name, "data-lm-suppress-shortcuts": true };
      handle.element = add(tag === "rect" ? classes : numbers, tag, { ...shape, ...shared });
      handle.element.addEventListener("focus", () => point(handle));
      handle.element.addEventListener("keydown", (event) => press(handle, event));
    }
    hands.addEventListener("pointermove", (event) => (held ? drag(event) : point(nearest(event))));
    hands.addEventListener("pointerdown", take); // and a finger on a handle is not to scroll the page
    hands.addEventListener("touchstart", (event) => event.target === hands || event.preventDefault());
    hands.addEventListener("lostpointercapture", () => ((held = null), model.save_changes()));
  }
  // A move counts one up, so that what comes late from Python is known to be older.
  const change = (parts) => ({ hand: { ...mine, ...parts, gesture, moves: mine.moves + 1 } });
  const put = (parts) => model.set({ ...change(parts), note: "" });
  const choose = (target) => target === mine.target || put({ target });
  const move = (i, to) => mine.numbers[i] === to || put({ numbers: mine.numbers.with(i, to) });
  function nearest({ target, clientX, clientY }) { // where lines cross, and circles cover them
    const own = all.find(({ element }) => element === target);
    if (!own || own.target !== undefined) return own;
    const { a, d, e, f } = hands.getScreenCTM(), at = [(clientX - e) / a, (clientY - f) / d];
    const far = ({ from, to }) => distance(at, places[from], places[to]);
    return all.slice(0, -UNITS).reduce((best, each) => (far(each) < far(best) ? each : best));
  }
  function point(handle) {
    for (const each of all) set(each.element, { class: each === handle ? "at" : null });
    const { place, unit = mine.unit, pointed } = handle ?? {};
    if (place === undefined || (unit === mine.unit && pointed === mine.pointed)) return;
    model.set(change({ unit, pointed }));
    model.save_changes();
  }
  function take(event) {
    const { pointerId: finger, clientY: y, button, timeStamp } = event;
    const { element, place, target } = (held || button ? null : nearest(event)) ?? {};
    if (!element) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
    gesture = timeStamp;
    held = { finger, place, y, start: mine.numbers[place] };
    if (target !== undefined) choose(target);
    hands.setPointerCapture(finger);
  }
  function drag({ clientY, pointerId }) {
    const { finger, place, y, start } = held, up = y - clientY; // a hand that clicks may tremble
    if (place === undefined || pointerId !== finger) return;
    move(place, Math.abs(up) < 3 ? start : moved(start, up * PER_PX));
  }
  function press({ place, target }, event) {
    const by = KEYS[event.key], next = (target + UNITS + CHOICES[event.key]) % UNITS;
    if (target === undefined ? by === undefined : isNaN(next)) return;
    event.preventDefault();
    if (!event.repeat) gesture = event.timeStamp;
    if (target === undefined) move(place, moved(mine.numbers[place], by));
    else choose(next);
    all.find((each) => each.target === next)?.element.focus();
    model.save_changes();
  }
  function follow() {
    if (model.get("hand").moves < mine.moves) return model.set("hand", mine); // and follow that
    mine = model.get("hand");
    if (drawn !== model.get("picture")) draw();
    if (!hands) takeHold();
    const rest = ["view", "known", "note", "class_names", "colors"].map((n) => [n, model.get(n)]);
    const net = compute(mine), shown = { ...mine, ...Object.fromEntries(rest), places };
    for (const [part, attributes] of Object.entries(look(net, shown)))
      if (shapes[part]) set(shapes[part], attributes);
    words.innerHTML = formula(net, shown);
    line.textContent = readout(net, shown);
    set(svg, { "aria-label": line.textContent });
    for (const { element, place, target, unit = 2 } of all) { // an input is reached with the last
      const now = target === mine.target, [l, k] = split(unit), turn = (2 - l) * UNITS + k;
      const display = shown.view === "backward" && shown.known <= turn ? "none" : null;
      if (target === undefined) set(element, { ...spoken(mine.numbers[place]), display });
      else set(element, { "aria-checked": now, tabindex: now ? 0 : -1 });
    }
  }
  model.on("change", follow);
  follow();
  return () => model.off("change", follow);
}
export default { render };
