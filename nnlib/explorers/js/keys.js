/**
 * The keyboard: arrows choose and change, digits are typed, Enter picks or takes hold.
 */

import { RUN_PAUSE } from "./history.js";

/**
 * @typedef {import("./explorer.js").Explorer} Explorer
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("./parts.js").Place} Place
 * @typedef {import("./session.js").Cause} Cause
 * @typedef {import("./parts.js").AnyElement} AnyElement
 * @typedef {import("./roving.js").Roving} Roving
 */

/** @type {Record<string, "next" | "before" | "first" | "last">} */
const ON = { ArrowRight: "next", ArrowLeft: "before", Home: "first", End: "last" };
/** @type {Record<string, number>} in steps */
const MORE = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
/** @type {Record<string, [number, number]>} right and up */
const ARROWS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const MODIFIERS = ["Shift", "Control", "Alt", "Meta"];
const FINE_STEP = 0.1; // of a number's step, with Shift
const FINE_NUDGE = 0.2; // of a place's
const OVER = 6; // pixels from a number to the bubble

export class Keys {
  /** @param {Explorer} explorer */
  constructor(explorer) {
    this.explorer = explorer;
    this.typed = "";
    this.timer = 0;
    this.taps = 0; // of pens: what is drawn between two is one thing to undo
    const { card } = explorer.frame;
    card.addEventListener("keydown", (event) => {
      explorer.attempt(() => this.press(event));
    });
    card.addEventListener("focusin", (event) => this.focus(event));
    card.addEventListener("focusout", () => explorer.attempt(() => this.blur()));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (!MODIFIERS.includes(event.key)) this.showFocus();
    if (event.key === "Escape" && this.explorer.hands.gesture) {
      event.preventDefault();
      event.stopPropagation();
      this.explorer.hands.cancel();
      return;
    }
    if (this.isUndo(event)) {
      event.preventDefault();
      event.stopPropagation();
      this.undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {Element} */ (event.target);
    const group = this.explorer.groups.find(({ box }) => box.contains(target));
    const item = /** @type {AnyElement | null} */ (target.closest("[tabindex]"));
    if (!group || !item || !group.box.contains(item)) return;
    const part = this.explorer.partOf(item);
    const used = (part && this.pressOn(part, event)) || this.goOn(group, item, event.key);
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  isUndo({ key, ctrlKey, metaKey, shiftKey, altKey }) {
    return key.toLowerCase() === "z" && (ctrlKey || metaKey) && !shiftKey && !altKey;
  }

  undo() {
    const { explorer } = this;
    explorer.toolbar.stop();
    explorer.hands.letGo();
    explorer.session.undo();
    explorer.session.settle();
  }

  /** @param {Roving} group @param {AnyElement} item @param {string} key */
  goOn(group, item, key) {
    const where = ON[key];
    if (!where) return false;
    group.go(item, where);
    return true;
  }

  /** @param {Part} part @param {KeyboardEvent} event @returns {boolean} whether it means anything */
  pressOn(part, event) {
    const { key, shiftKey } = event;
    if (part.place?.tap) return this.pressPen(part, part.place, event);
    if (part.element.dataset.held !== undefined) return this.pressHeld(part, key, shiftKey);
    if (part.number && this.type(part, key)) return true;
    if (part.number && MORE[key]) {
      this.change(part, MORE[key] * (shiftKey ? FINE_STEP : 1), shiftKey);
      return true;
    }
    if (part.isHandle && (key === "Backspace" || key === "Delete")) {
      this.explorer.bringHome(part);
      return true;
    }
    return key === "Enter" || key === " " ? this.enter(part) : false;
  }

  /** @param {Part} part @param {number} steps @param {boolean} fine */
  change(part, steps, fine) {
    const { explorer } = this;
    const about = explorer.numberAt(part.path);
    const value = about.get(explorer.scope) + steps * about.step;
    explorer.toolbar.stop();
    explorer.session.move(part.path, value, fine, this.cause(part.path));
    explorer.light([part.path]);
    this.settleSoon();
  }

  /** @param {Part} part @returns {boolean} */
  enter(part) {
    const { explorer } = this;
    if (part.pick) {
      explorer.toolbar.stop();
      explorer.session.run(part.pick.do);
      explorer.session.settle();
    }
    if (part.place) this.hold(part, true);
    return Boolean(part.pick || part.place);
  }

  /* --- Places: four arrows move them --- */

  /** @param {Part} part @param {string} key @param {boolean} fine */
  pressHeld(part, key, fine) {
    const arrow = ARROWS[key];
    if (arrow && part.place) {
      this.nudge(part.place, arrow, fine, this.cause(part.key));
      return true;
    }
    if (key === "Enter" || key === " " || key === "Escape") {
      this.hold(part, false);
      return true;
    }
    return false;
  }

  /**
   * @param {Place} place
   * @param {[number, number]} arrow
   * @param {boolean} fine
   * @param {Cause} cause
   */
  nudge(place, arrow, fine, cause) {
    const [dx, dy] = arrow.map((way) => way * (fine ? FINE_NUDGE : 1));
    this.explorer.toolbar.stop();
    this.explorer.session.run(place.nudge, { dx, dy }, cause);
    this.settleSoon();
  }

  /** @param {Place} place @param {Cause} cause */
  tap(place, cause) {
    this.explorer.session.run(place.tap ?? [], {}, cause);
    this.settleSoon();
  }

  /**
   * A pen needs not be taken hold of: arrows move it, and space puts it down or lifts it.
   * @param {Part} part @param {Place} place @param {KeyboardEvent} event
   */
  pressPen({ key: name }, place, { key, shiftKey }) {
    const taps = key === " " || key === "Enter";
    if (!taps && !ARROWS[key]) return false;
    if (taps) this.taps += 1;
    const cause = { reason: `pen ${name} ${this.taps}` };
    if (!taps) this.nudge(place, ARROWS[key], shiftKey, cause);
    else this.tap(place, cause);
    return true;
  }

  /** @param {Part} part @param {boolean} on */
  hold(part, on) {
    part.element.toggleAttribute("data-held", on);
    this.explorer.draw();
  }

  /* --- Typing a number --- */

  /** @param {Part} part @param {string} key */
  type(part, key) {
    if (/^[\d.,-]$/u.test(key)) {
      this.typed += key.replace(",", ".");
    } else if (!this.typed) {
      return false;
    } else if (key === "Backspace") {
      this.typed = this.typed.slice(0, -1);
    } else if (key === "Enter") {
      this.enterTyped(part);
    } else if (key === "Escape") {
      this.typed = "";
    } else {
      return false;
    }
    this.showTyped(part);
    return true;
  }

  /** @param {Part} part */
  enterTyped(part) {
    const value = Number(this.typed);
    this.typed = "";
    if (!Number.isFinite(value)) return;
    this.explorer.toolbar.stop();
    this.explorer.session.move(part.path, value, true);
    this.explorer.session.settle();
  }

  /** @param {Part} part */
  showTyped(part) {
    const { bubble, scope } = this.explorer;
    if (!this.typed) {
      bubble.hide();
      return;
    }
    const about = this.explorer.numberAt(part.path);
    const box = part.element.getBoundingClientRect();
    const place = { x: box.x + box.width / 2, y: box.y - OVER };
    bubble.show(place, `${about.short(scope)} = ${this.typed.replace("-", "\u2212")}`, "Enter");
  }

  /* --- Coming and going --- */

  showFocus() {
    this.explorer.frame.root.dataset.by = "keys";
  }

  /** @param {FocusEvent} event */
  focus({ target }) {
    if (!this.explorer.hands.isTaking) this.showFocus();
    const element = /** @type {AnyElement} */ (target);
    const part = this.explorer.partOf(element);
    if (part?.path && element.matches(":focus-visible")) this.explorer.light([part.path]);
    const group = this.explorer.groups.find(({ items }) => items().includes(element));
    if (group && group.current !== element) group.choose(element);
  }

  blur() {
    const { explorer } = this;
    this.typed = "";
    for (const part of explorer.parts) part.element.removeAttribute("data-held");
    if (explorer.hands.gesture) return;
    explorer.light([]);
    explorer.bubble.hide();
    this.settleNow();
  }

  /** @param {string} path a run of one key is one thing to undo */
  cause(path) {
    return { reason: `key ${path}`, time: performance.now() };
  }

  settleSoon() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.explorer.session.settle(), RUN_PAUSE);
  }

  settleNow() {
    clearTimeout(this.timer);
    this.explorer.session.settle();
  }
}
