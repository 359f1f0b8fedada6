// The pad in a browser: strokes appear at once. What they mean is decided in Python; see pad.py.

const NAMESPACE = "http://www.w3.org/2000/svg";
const PUSH = 8; // milliseconds after a message: by then the kernel has begun to answer
const STEP = 7; // units that an arrow key moves the pen
const LEAP = 5; // steps at once, with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function made(tag, attributes, parent) {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

// A line of a single point has no length and no end: as two equal points it is a dot.
function points(stroke) {
  return (stroke.length > 1 ? stroke : [stroke[0], stroke[0]]).join(" ");
}

function render({ model, el }) {
  const side = model.get("side");
  const heading = document.createElement("p");
  const label = document.createElement("span");
  const where = document.createElement("small"); // the keyboard's pen, for those who do not see it
  const pad = document.createElement("div");
  const hint = document.createElement("p");
  heading.className = hint.className = "nnlib-pad-words";
  where.className = "nnlib-pad-pen";
  where.setAttribute("role", "status");
  heading.append(label, where);
  pad.className = "nnlib-pad";
  pad.tabIndex = 0;
  pad.dataset.lmSuppressShortcuts = "true"; // keys move the pen, not JupyterLab's cells
  pad.setAttribute("role", "application"); // arrow keys are for the pad, not for reading on
  const svg = made("svg", { viewBox: `0 0 ${side} ${side}`, "aria-hidden": "true" }, pad);
  const arrived = made("g", { "stroke-width": model.get("pen") }, svg);
  const own = made("g", { "stroke-width": model.get("pen") }, svg);
  const pen = made("circle", { class: "nnlib-pen", r: model.get("pen") }, svg);
  el.append(heading, hint, pad); // nothing between the pad and what follows it

  let lines = []; // of which it is not known yet that Python has them: number and points
  let shown = null; // the strokes that Python has, as they are drawn
  let line = null; // the one that grows, as it is drawn
  let tip = [side / 2, side / 2]; // of the keyboard's pen
  let push = null; // the timer of a message that says nothing, until an answer has come
  let gone = null; // what is said when nobody is there to answer

  const inside = (at) => Math.min(side, Math.max(0, at)); // a pen that leaves goes along the edge
  const send = () => {
    model.set(
      "lines",
      lines.map(([number, stroke]) => [number, [...stroke]]),
    );
    model.save_changes();
    push ??= setTimeout(pushOn, PUSH);
  };
  // TCP may hold the kernel's small answers back, for 40 ms, until it hears from here again.
  const pushOn = () => {
    try {
      model.send({});
    } catch (failure) {
      gone = "The kernel that made this pad is gone. Run the cell again.";
      follow();
      throw failure;
    }
  };
  const begin = (point) => {
    lines = [...lines, [1 + (lines.at(-1) ?? model.get("arrived"))[0], [point]]];
    line = made("polyline", { points: points([point]) }, own);
  };
  const extend = (point) => {
    const stroke = lines.at(-1)[1];
    if (point.join() === stroke.at(-1).join()) return;
    stroke.push(point);
    line.points.appendItem(Object.assign(svg.createSVGPoint(), { x: point[0], y: point[1] }));
  };
  const end = () => {
    line = null;
    pen.classList.remove("nnlib-pen-down");
    follow();
  };
  const show = (group, strokes) => {
    group.replaceChildren();
    for (const stroke of strokes) made("polyline", { points: points(stroke) }, group);
  };
  const follow = () => {
    label.textContent = gone ?? model.get("label");
    hint.textContent = model.get("hint");
    pad.setAttribute("aria-label", model.get("description"));
    pad.setAttribute("aria-description", model.get("hint"));
    [pen.cx.baseVal.value, pen.cy.baseVal.value] = tip;
    if (shown !== (shown = model.get("value"))) show(arrived, shown);
    if (line) return; // it stays as it is drawn
    const [newest, count] = model.get("arrived");
    const isHere = ([number, { length }]) =>
      number < newest || (number === newest && length === count);
    lines = lines.filter((one) => !isHere(one));
    show(
      own,
      lines.map(([, stroke]) => stroke),
    );
  };

  const place = (event) => {
    const { left, top, width } = svg.getBoundingClientRect();
    const units = (pixels) => inside(Math.round((pixels * side) / width));
    return [units(event.clientX - left), units(event.clientY - top)];
  };
  let pointer = null; // a second finger does not draw
  pad.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    if (line) end(); // of the keyboard's pen
    pointer = event.pointerId;
    pad.setPointerCapture(pointer);
    begin(place(event));
    send();
  });
  pad.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const each of passed.length ? passed : [event]) extend(place(each));
    send();
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
    pad.addEventListener(name, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      end();
    });
  }

  const tell = () => {
    const [across, down] = tip.map((at) => at / STEP);
    where.textContent = `pen ${line ? "down" : "up"}, ${across} across, ${down} down`;
  };
  pad.addEventListener("keydown", (event) => {
    if (pointer !== null || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ARROWS[event.key];
    if (!way && event.key !== " ") return;
    event.preventDefault(); // the page is not to scroll
    if (event.key === " " && line) {
      end();
      return tell();
    }
    const far = STEP * (event.shiftKey ? LEAP : 1);
    if (way) tip = tip.map((at, i) => inside(at + far * way[i]));
    else begin(tip);
    tell();
    [pen.cx.baseVal.value, pen.cy.baseVal.value] = tip;
    pen.classList.toggle("nnlib-pen-down", line !== null);
    if (line) {
      extend(tip);
      send();
    }
  });
  pad.addEventListener("blur", () => {
    where.textContent = "";
    if (line && pointer === null) end();
  });

  const answered = () => {
    push = null;
  };
  model.on("change:arrived", answered);
  model.on("change", follow);
  follow();
  return () => {
    model.off("change:arrived", answered);
    model.off("change", follow);
  };
}

export default { render };
