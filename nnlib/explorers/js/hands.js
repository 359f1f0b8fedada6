/**
 * Mouse, finger and pen: what they take hold of, and what follows from where they go.
 */

import { spoken } from "./parts.js";
import { found, inPicture, scaleOf, touched } from "./reach.js";

/**
 * @typedef {import("./explorer.js").Explorer} Explorer
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("./parts.js").AnyElement} AnyElement
 * @typedef {import("./scene.js").Op} Op
 * @typedef {{x: number, y: number, value: number, fine: boolean}} Anchor
 * @typedef {{part: Part, path: string, pointer: number, start: {x: number, y: number},
 *   last: {x: number, y: number}, moved: boolean, rise: number, cause: {reason: string},
 *   was: number | null, anchor: Anchor, byFinger: boolean}} Gesture
 */

const STILL = 3; // pixels: less is a click, not a drag
const MAGNET = 5; // pixels around 0
const FINE = 0.2; // of the way, with Shift
const OVER_MOUSE = 26; // pixels from the hand to the bubble
const OVER_FINGER = 52;

export class Hands {
  /** @param {Explorer} explorer */
  constructor(explorer) {
    this.explorer = explorer;
    /** @type {Gesture | null} */
    this.gesture = null;
    this.count = 0; // of gestures
    this.isTaking = false;
    this.hasDragged = false; // the click that follows picks nothing
    this.listen(explorer.frame.card);
  }

  /** @param {HTMLElement} card */
  listen(card) {
    this.on(card, "pointerdown", (event) => this.down(event));
    this.on(card, "pointermove", (event) => this.move(event));
    this.on(card, "pointerup", (event) => this.up(event));
    this.on(card, "pointercancel", () => this.cancel());
    this.on(card, "pointerleave", () => this.leave());
    card.addEventListener("click", (event) => {
      this.explorer.attempt(() => this.click(event));
    });
    card.addEventListener("dblclick", (event) => {
      this.explorer.attempt(() => this.doubleClick(event));
    });
    const keepStill = (/** @type {Event} */ event) => {
      // Old Safari scrolls in spite of touch-action. From a number in the formula, it may.
      if (this.gesture && this.pictureOf(this.gesture.part)) event.preventDefault();
    };
    card.addEventListener("touchmove", keepStill, { passive: false });
  }

  /**
   * @param {HTMLElement} card
   * @param {"pointerdown" | "pointermove" | "pointerup" | "pointercancel" | "pointerleave"} name
   * @param {(event: PointerEvent) => void} work
   */
  on(card, name, work) {
    card.addEventListener(name, (event) => {
      this.explorer.attempt(() => work(/** @type {PointerEvent} */ (event)));
    });
  }

  /** @param {MouseEvent} event @returns {Part | null} */
  partUnder({ clientX, clientY }) {
    const element = touched(this.explorer.frame.root, clientX, clientY);
    return element ? this.explorer.partOf(element) : null;
  }

  /** @param {PointerEvent} event */
  down(event) {
    this.hasDragged = false;
    if (event.button !== 0 || event.ctrlKey || this.gesture) return;
    const part = this.partUnder(event);
    if (!part) {
      this.lightSources(event);
      return;
    }
    const { explorer } = this;
    if (!part.isHandle) {
      explorer.choose(part);
      return; // a click picks it
    }
    event.preventDefault();
    explorer.toolbar.stop();
    this.count += 1;
    const gesture = this.begin(part, event);
    if (part.pick) explorer.session.run(part.pick.do, {}, gesture.cause);
    if (part.place?.begin) this.carry(gesture, [event], part.place.begin);
    this.gesture = gesture;
    const stop = explorer.choose(part) ?? explorer.frame.card;
    this.focus(stop);
    capture(explorer.frame.card, event.pointerId);
    explorer.frame.root.classList.add("nx-drag");
    if (part.place?.jump) this.carry(gesture, [event], part.place.move);
    explorer.light([gesture.path]);
  }

  /** Give the focus to what a hand holds; it needs no ring around it. @param {AnyElement} stop */
  focus(stop) {
    this.isTaking = true;
    stop.focus({ preventScroll: true });
    this.isTaking = false;
    this.explorer.frame.root.dataset.by = "hand";
  }

  /** @param {Part} part @param {PointerEvent} event @returns {Gesture} */
  begin(part, event) {
    const { clientX: x, clientY: y, shiftKey: fine } = event;
    const was = part.place ? null : this.explorer.numberAt(part.path).get(this.explorer.scope);
    return {
      part,
      path: part.place ? part.key : part.path,
      pointer: event.pointerId,
      start: { x, y },
      last: { x, y },
      moved: false,
      rise: part.place ? 0 : this.riseOf(part),
      cause: { reason: `hand ${this.count}` },
      was,
      anchor: { x, y, value: was ?? 0, fine },
      byFinger: event.pointerType === "touch",
    };
  }

  /** @param {Part} part @returns {number} how much its number rises in a pixel */
  riseOf(part) {
    const { scope } = this.explorer;
    const inUnit = part.drag ? part.drag(scope) : this.explorer.numberAt(part.path).drag;
    const picture = this.pictureOf(part);
    return picture ? inUnit / scaleOf(picture) : inUnit;
  }

  /** @param {Part} part @returns {SVGSVGElement | null} */
  pictureOf({ element }) {
    return /** @type {SVGElement} */ (/** @type {unknown} */ (element)).ownerSVGElement ?? null;
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { gesture } = this;
    if (!gesture) {
      if (event.pointerType !== "touch") this.hover(event);
      return;
    }
    if (event.pointerId !== gesture.pointer) return;
    const { clientX: x, clientY: y } = event;
    const far = Math.hypot(x - gesture.start.x, y - gesture.start.y);
    const { place } = gesture.part;
    if (!gesture.moved && far < STILL && !place?.begin) return;
    gesture.moved = true;
    if (place) this.carry(gesture, place.begin ? allOf(event) : [event], place.move);
    else this.turn(gesture, event);
    this.explorer.light([gesture.path]);
    if (!place?.begin) this.showBubble(gesture, x, y);
  }

  /**
   * A place follows exactly; where a hand draws, through every point that it passed.
   * @param {Gesture} gesture
   * @param {PointerEvent[]} events
   * @param {Op[]} ops
   */
  carry({ part, cause }, events, ops) {
    const picture = this.pictureOf(part);
    if (!picture) return;
    const { session } = this.explorer;
    let { state } = session;
    for (const { clientX: x, clientY: y } of events) {
      state = session.scene.change(state, ops, { pointer: inPicture(picture, x, y) });
    }
    session.go(state, cause);
  }

  /** @param {Gesture} gesture @param {PointerEvent} event right or up is more */
  turn(gesture, { clientX: x, clientY: y, shiftKey: fine }) {
    const { path, rise, cause } = gesture;
    if (fine !== gesture.anchor.fine) {
      const value = this.reached(gesture, gesture.last.x, gesture.last.y);
      gesture.anchor = { ...gesture.last, value, fine };
    }
    gesture.last = { x, y };
    const raw = this.reached(gesture, x, y);
    const { min, max } = this.explorer.numberAt(path);
    const drawn = !fine && Math.abs(raw) < MAGNET * rise && min <= 0 && max >= 0;
    this.explorer.session.move(path, drawn ? 0 : raw, fine, cause);
    this.explorer.runDots(path);
  }

  /** @param {Gesture} gesture @param {number} x @param {number} y */
  reached({ anchor, part, rise, byFinger }, x, y) {
    const [right, up] = [x - anchor.x, anchor.y - y];
    const axis = byFinger && !this.pictureOf(part) ? "x" : part.axis; // up scrolls the page
    const way = axis === "x" ? right : axis === "y" ? up : right + up;
    return anchor.value + way * rise * (anchor.fine ? FINE : 1);
  }

  /** @param {Gesture} gesture @param {number} x @param {number} y */
  showBubble({ part, path, was, byFinger }, x, y) {
    const { explorer } = this;
    const place = { x, y: y - (byFinger ? OVER_FINGER : OVER_MOUSE) };
    if (part.place) {
      explorer.bubble.show(place, String(part.place.value(explorer.scope)));
    } else {
      const about = explorer.numberAt(path);
      const write = (/** @type {number} */ value) => spoken(value, about.step);
      const now = `${about.short(explorer.scope)} ${write(about.get(explorer.scope))}`;
      explorer.bubble.show(place, now, was === null ? "" : `was ${write(was)}`);
    }
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.gesture || event.pointerId !== this.gesture.pointer) return;
    this.hasDragged = this.gesture.moved;
    this.letGo();
    if (event.pointerType !== "touch") this.hover(event);
  }

  /** End the gesture, and take back what it has done. */
  cancel() {
    if (!this.gesture) return;
    this.explorer.session.cancel(this.gesture.cause);
    this.letGo();
  }

  /** End the gesture, whatever the reason. */
  letGo() {
    if (!this.gesture) return;
    this.gesture = null;
    const { explorer } = this;
    explorer.bubble.hide();
    explorer.frame.root.classList.remove("nx-drag");
    explorer.stopDots();
    explorer.light([]);
    explorer.session.settle();
  }

  leave() {
    if (!this.gesture) this.explorer.light([]);
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const part = this.partUnder(event);
    if (part?.path) this.explorer.light([part.path]);
    else this.lightSources(event);
  }

  /** Light up what a derived number follows from. @param {PointerEvent} event */
  lightSources({ clientX, clientY }) {
    const { explorer } = this;
    const derives = (/** @type {Element} */ element) =>
      Boolean(explorer.partOf(element)?.sources.length);
    const element = found(explorer.frame.root, clientX, clientY, derives);
    explorer.light(element ? (explorer.partOf(element)?.sources ?? []) : []);
  }

  /** @param {MouseEvent} event of a hand, or of a tool that speaks the page aloud */
  click(event) {
    if (event.detail && this.hasDragged) return;
    const target = /** @type {Element} */ (event.target);
    const part = event.detail ? this.partUnder(event) : this.explorer.partAround(target);
    if (!part?.pick || (part.isHandle && event.detail)) return;
    this.explorer.toolbar.stop();
    this.explorer.choose(part);
    const picture = this.pictureOf(part);
    const pointer = picture && inPicture(picture, event.clientX, event.clientY);
    this.explorer.session.run(part.pick.do, { pointer });
    this.explorer.session.settle();
  }

  /** @param {MouseEvent} event */
  doubleClick(event) {
    const part = this.partUnder(event);
    if (part) this.explorer.bringHome(part);
  }
}

/** @param {PointerEvent} event @returns {PointerEvent[]} all that it stands for */
function allOf(event) {
  const passed = event.getCoalescedEvents?.() ?? [];
  return passed.length ? passed : [event];
}

/** @param {HTMLElement} element @param {number} pointer */
function capture(element, pointer) {
  try {
    element.setPointerCapture(pointer);
  } catch {
    /* The pointer has gone already, or a test has made it up: events come all the same. */
  }
}
