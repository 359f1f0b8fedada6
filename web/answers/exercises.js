/**
 * Exercises that can be answered on the page. An exercise is a code cell that ends with a call of
 * `check`; the cells before it are what its answer may use.
 */

import { editor, show } from "./editor.js";
import { forget, keep, kept } from "./kept.js";
import { answer, ready, start, started, Stopped, stop } from "./python.js";

const CHECK = /\n+(check\("([\d.]+)", \w+\))$/;
const COST = "Python starts in this page: 12 MB once, about 10 seconds.";
const STARTS = "Python starts: about 10 seconds…";
const BLANK = "...";
const KEYS = matchMedia("(hover: none)").matches
  ? "" // a phone has none of them
  : "Ctrl + Enter checks. Tab indents; Esc, then Tab, leaves.";

/** @type {Exercise[]} */
const exercises = [];

class Exercise {
  /**
   * @param {HTMLElement} input The cell's code.
   * @param {RegExpExecArray} call
   * @param {string[]} cells
   */
  constructor(input, call, cells) {
    this.code = /** @type {HTMLElement} */ (input.querySelector("pre"));
    this.blank = call.input.slice(0, call.index);
    this.call = call[1];
    this.name = call[2];
    this.cells = cells;
    this.output = output(input);
    this.first = [...this.output.childNodes];
    this.area = editor(`Your answer to exercise ${this.name}`, () => this.check());
    this.open = button("Answer here", () => {
      this.edit();
      this.area.focus();
      this.selectBlank();
      start();
      note();
    });
    this.run = button("Check", () => this.check());
    this.computing = false;
    this.halt = button("Stop", () => {
      this.run.focus(); // this button goes
      stop();
    });
    this.again = button("Start again", () => this.restart());
    this.said = element("span", "said");
    this.said.setAttribute("role", "status");
    this.mark = element("span", "solved", "✓ Solved");
    this.bar = element("div", "answering");
    this.bar.append(this.open, this.run, this.again, this.halt, this.said, this.mark);
    input.append(this.area, this.bar);
    this.area.addEventListener("input", () => keep(this.name, { text: this.area.value }));
    this.edit(kept(this.name).text !== undefined);
  }

  /** Show the editor in the place of the notebook's cell, or the cell. @param {boolean} editing */
  edit(editing = true) {
    this.code.hidden = editing;
    this.open.hidden = editing;
    for (const part of [this.area, this.run, this.again]) part.hidden = !editing;
    this.busy(false);
    this.note();
    this.marked();
    show(this.area, kept(this.name).text ?? this.blank);
  }

  /** Select what the reader replaces. */
  selectBlank() {
    const place = this.area.value.indexOf(BLANK);
    if (place >= 0) this.area.setSelectionRange(place, place + BLANK.length);
  }

  /** @param {boolean} computing */
  busy(computing) {
    this.computing = computing;
    for (const part of [this.run, this.again]) part.ariaDisabled = String(computing); // focus stays
    this.halt.hidden = !computing;
  }

  /** Say what a click costs, or what the keys do. */
  note() {
    if (this.computing) return;
    this.said.textContent = this.open.hidden ? KEYS : started() ? "" : COST;
  }

  /** Show whether the exercise is solved. */
  marked() {
    this.mark.hidden = !kept(this.name).solved;
  }

  /** Forget the reader's text, if that is meant. */
  restart() {
    if (this.computing || !confirm(`Forget your answer to exercise ${this.name}?`)) return;
    forget(this.name);
    this.output.replaceChildren(...this.first);
    this.edit();
    this.area.focus();
    this.selectBlank();
    count();
  }

  /** Show what `check` says. */
  async check() {
    if (this.computing) return;
    this.busy(true);
    this.said.textContent = ready() ? "Python computes…" : STARTS;
    const code = `${this.area.value}\n\n${this.call}`;
    const asked = answer({ code, cells: this.cells });
    note();
    try {
      const result = await asked;
      if (result.solved) keep(this.name, { solved: true });
      this.output.replaceChildren(...shown(result));
      this.busy(false);
      this.note();
    } catch (error) {
      this.busy(false);
      this.said.textContent = lost(/** @type {Error} */ (error));
    }
    this.marked();
    count();
  }
}

/** Say at every exercise what a click costs now. */
function note() {
  for (const exercise of exercises) exercise.note();
}

/** @param {Error} error */
function lost(error) {
  const why = error instanceof Stopped ? "Stopped." : `Python has ended: ${error.message}.`;
  return `${why} Your text is safe. The next Check starts Python again, without its variables.`;
}

/**
 * Return what is to be shown of a result.
 * @param {import("./python.js").Result} result
 */
function shown({ printed, feedback, error, trace }) {
  const parts = [];
  if (printed) parts.push(element("pre", "", printed));
  if (feedback) {
    const verdict = element("div");
    verdict.innerHTML = feedback; // nnlib's own, with the reader's words escaped
    parts.push(verdict);
  }
  if (error) {
    const fold = element("details", "error");
    fold.append(element("summary", "", error), element("pre", "", trace));
    parts.push(fold);
  }
  return parts;
}

/** Return where a cell's output is; a check always has one. @param {HTMLElement} input */
function output(input) {
  const place = /** @type {HTMLElement} */ (input.nextElementSibling);
  place.setAttribute("aria-live", "polite");
  return place;
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 */
function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  Object.assign(made, { className, textContent: text });
  return made;
}

/** @param {string} words @param {() => void} act */
function button(words, act) {
  const made = /** @type {HTMLButtonElement} */ (element("button", "", words));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

const counted = element("p", "counted");

/** Say how many exercises are solved. */
function count() {
  const solved = exercises.filter(({ name }) => kept(name).solved).length;
  counted.textContent =
    `Solved on this page: ${solved} of ${exercises.length}. ` +
    "Your answers stay in this browser; nobody else sees them.";
}

/** @type {string[]} */
const cells = [];
for (const input of document.querySelectorAll(".input")) {
  const source = /** @type {string} */ (input.textContent).trim();
  const call = CHECK.exec(source);
  if (call) exercises.push(new Exercise(/** @type {HTMLElement} */ (input), call, [...cells]));
  else cells.push(source);
}
const heading = document.getElementById("exercises") ?? document.querySelector("h1");
(heading?.closest(".heading") ?? heading)?.after(counted);
count();
