/**
 * One explorer in a page: what holds its scene, its picture and the hands on it together.
 */

import { Bubble } from "./bubble.js";
import { FullScreen } from "./fullscreen.js";
import { Hands } from "./hands.js";
import { Keys } from "./keys.js";
import { anyMatch } from "./parts.js";
import { Roving, nameOf } from "./roving.js";
import { Scene } from "./scene.js";
import { Session } from "./session.js";
import { Theme, wantsCalm } from "./theme.js";
import { Toolbar } from "./toolbar.js";
import { View } from "./view.js";

/**
 * @typedef {import("./frame.js").Frame} Frame
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("./parts.js").AnyElement} AnyElement
 * @typedef {import("./scene.js").State} State
 */

const DOTS = 1100; // milliseconds: how long they run when a step is revealed

export class Explorer {
  /**
   * @param {Frame} frame an empty card
   * @param {any} data of the scene
   * @param {State | null | undefined} state
   * @param {(state: State) => void} changed a hand has let go
   */
  constructor(frame, data, state, changed) {
    this.frame = frame;
    this.data = data;
    this.prefix = `nx-${Math.random().toString(36).slice(2, 9)}`;
    this.scene = new Scene(data);
    this.session = new Session(this.scene, state, { draw: () => this.draw(), changed });
    this.bubble = new Bubble(frame.card);
    this.hint = this.view(["p", { class: "nx-hint nx-live-only" }, ...[data.hint].flat()]);
    this.formula = this.view(data.formula);
    /** @type {"wide" | "narrow"} */
    this.room = frame.room;
    this.picture = this.view(data.pictures[this.room]);
    /** @type {string[]} */
    this.lit = []; // patterns of the numbers that are lit up
    this.timer = 0;
    this.groups = this.makeGroups();
    this.hands = new Hands(this);
    this.keys = new Keys(this);
    this.fullScreen = new FullScreen(frame.root, {
      resize: () => this.attempt(() => this.resize()),
      changed: () => this.toolbar.update(),
    });
    this.toolbar = new Toolbar(frame.bar, this.session, {
      fullScreen: this.fullScreen,
      attempt: (work) => this.attempt(work),
      revealed: (step) => this.runDotsAt(step),
    });
    this.show();
    this.theme = new Theme(frame.root, () => this.recolour());
    this.draw();
    this.sizes = new ResizeObserver(() => this.attempt(() => this.resize()));
    this.sizes.observe(frame.root);
  }

  get scope() {
    return this.session.scope;
  }

  get views() {
    return [this.hint, this.picture, this.formula];
  }

  /** @returns {Part[]} */
  get parts() {
    return this.views.flatMap((view) => view.parts);
  }

  /** @param {any} tree */
  view(tree) {
    return new View(tree, this.scene, this.prefix);
  }

  /** Three groups of things: each is one Tab stop. */
  makeGroups() {
    const { stage, side, bar } = this.frame;
    const buttons = () => [...bar.querySelectorAll("button")].filter(isVisible);
    return [
      new Roving(stage, () => reachableIn(this.picture)),
      new Roving(side, () => reachableIn(this.formula)),
      new Roving(bar, buttons),
    ];
  }

  /** Put the views where they belong. */
  show() {
    const { frame } = this;
    frame.header.append(this.hint.element);
    frame.side.append(this.formula.element);
    this.showPicture();
  }

  showPicture() {
    this.frame.root.style.setProperty("--nx-hatch", `url(#${this.prefix}-hatch)`);
    this.frame.show(this.picture.element, this.room);
  }

  /* --- Drawing --- */

  /** Show what follows from the state. */
  draw() {
    const { scope } = this;
    for (const view of this.views) view.patch(scope);
    this.applyLight();
    for (const group of this.groups) group.refresh();
    this.toolbar.update();
    this.frame.say(String(this.scene.value(this.data.readout, scope)));
  }

  /** The card has another size, or is in the page only now. */
  resize() {
    this.theme.watch();
    const { room } = this.frame;
    if (room !== this.room) this.choosePicture(room);
    this.draw();
  }

  /** @param {"wide" | "narrow"} room */
  choosePicture(room) {
    const hadFocus = this.frame.stage.contains(document.activeElement);
    this.hands.letGo();
    this.room = room;
    this.picture = this.view(this.data.pictures[room]);
    this.showPicture();
    this.draw();
    if (hadFocus) this.groups[0].current?.focus({ preventScroll: true });
  }

  recolour() {
    for (const image of this.picture.images) image.forget();
    this.attempt(() => this.picture.patch(this.scope));
  }

  /**
   * Do a piece of work; what goes wrong is said in the readout.
   * @param {() => void} work
   */
  attempt(work) {
    try {
      work();
    } catch (error) {
      this.toolbar.halt();
      this.frame.complain(error);
      console.error(error);
    }
  }

  /* --- Parts --- */

  /** @param {Element} element @returns {Part | null} */
  partOf(element) {
    return this.parts.find((part) => part.element === element) ?? null;
  }

  /** @param {Element} element @returns {Part | null} the part that it belongs to */
  partAround(element) {
    const around = element.closest("[data-number], [data-place], [data-pick]");
    return around ? this.partOf(around) : null;
  }

  /** @param {string} path */
  numberAt(path) {
    const number = this.scene.number(path);
    if (!number) throw new Error(`explorer expected a number that moves, got ${path}`);
    return number;
  }

  /**
   * Make a part the Tab stop of its group, or the part there that stands for the same number.
   * @param {Part} part
   * @returns {AnyElement | null} what can have the focus
   */
  choose({ element, key }) {
    const group = this.groups.find(({ box }) => box.contains(element));
    const same = group?.items().filter((item) => item === element || nameOf(item) === key) ?? [];
    const chosen = same.includes(element) ? element : (same[0] ?? null);
    if (chosen) group?.choose(chosen);
    return chosen;
  }

  /** Bring a number or a place back to what it is in the preset. @param {Part} part */
  bringHome(part) {
    this.toolbar.stop();
    if (part.place) this.session.run(part.place.home);
    else if (part.number) this.session.bringHome(part.path);
    this.session.settle();
  }

  /* --- Light and dots --- */

  /** Light up all that shows some numbers. @param {string[]} patterns of their paths */
  light(patterns) {
    if (patterns.join(" ") === this.lit.join(" ")) return;
    this.lit = patterns;
    this.applyLight();
  }

  applyLight() {
    for (const part of this.parts) part.light(this.lit);
  }

  /** Let dots run along the lines that a number feeds. @param {string} path */
  runDots(path) {
    if (wantsCalm()) return;
    for (const part of this.parts) {
      if (part.flow) part.element.toggleAttribute("data-run", anyMatch(part.feeds, [path]));
    }
  }

  /** Let dots run for a moment along the lines of a step. @param {number} step */
  runDotsAt(step) {
    if (wantsCalm()) return;
    for (const part of this.parts) {
      if (part.flow) part.element.toggleAttribute("data-run", part.step === step);
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.stopDots(), DOTS);
  }

  stopDots() {
    for (const part of this.parts) part.element.removeAttribute("data-run");
  }

  /** Take the explorer out of the page. */
  destroy() {
    this.toolbar.stop();
    this.hands.letGo();
    this.keys.settleNow();
    clearTimeout(this.timer);
    this.frame.stop();
    this.theme.stop();
    this.sizes.disconnect();
    this.fullScreen.stop();
    this.frame.root.parentElement?.remove();
  }
}

/** @param {View} view */
function reachableIn({ parts }) {
  return parts.filter((part) => part.reachable && part.isShown).map(({ element }) => element);
}

/** @param {HTMLElement} element */
function isVisible(element) {
  return !element.closest("[hidden]");
}
