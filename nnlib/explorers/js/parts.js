/**
 * Parts of a picture or a formula that a hand can take hold of, or that light up with others.
 */

import { compile } from "./expressions.js";
import { fixed } from "./numerals.js";
import { matched } from "./scene.js";

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./scene.js").Op} Op
 * @typedef {import("./expressions.js").Scope} Scope
 * @typedef {import("./expressions.js").Compiled} Compiled
 * @typedef {Element & {dataset: DOMStringMap, style: CSSStyleDeclaration,
 *   focus: (options?: FocusOptions) => void}} AnyElement an element of HTML or of SVG
 * @typedef {{name: Compiled, value: Compiled, key: Compiled, move: Op[], nudge: Op[], home: Op[],
 *   jump: boolean, begin?: Op[], tap?: Op[]}} Place
 * @typedef {{name: Compiled, key: Compiled, pressed: Compiled | null, do: Op[]}} Pick
 * @typedef {{at: Compiled, back: Compiled, from: Compiled[]}} Flow
 */

export class Part {
  /**
   * @param {AnyElement} element
   * @param {Record<string, any>} attributes those that begin with @
   * @param {Scene} scene
   */
  constructor(element, attributes, scene) {
    this.element = element;
    this.scene = scene;
    this.number = "@number" in attributes ? compile(attributes["@number"]) : null;
    this.axis = attributes["@axis"] ?? "both";
    this.drag = "@drag" in attributes ? compile(unbound(attributes["@drag"])) : null;
    this.place = "@place" in attributes ? placeOf(attributes["@place"]) : null;
    this.pick = "@pick" in attributes ? pickOf(attributes["@pick"]) : null;
    this.keys = compile(attributes["@keys"] ?? true);
    /** @type {Compiled[]} */
    this.lit = (attributes["@lit"] ?? []).map(textOf);
    /** @type {Compiled[]} */
    this.from = (attributes["@from"] ?? []).map(textOf);
    this.flow = "@flow" in attributes ? flowOf(attributes["@flow"]) : null;
    this.path = ""; // of its number
    this.key = ""; // what tells it from others, for eyes and hands
    this.reachable = false; // by keys
    /** @type {string[]} */
    this.paths = []; // of all numbers with which it lights up
    /** @type {string[]} */
    this.sources = []; // patterns of the numbers that it follows from
    /** @type {string[]} */
    this.feeds = []; // patterns of the numbers that send dots along it
    this.step = -1; // with which dots run along it
    if (this.number || this.place) element.setAttribute("role", "slider");
    else if (this.pick) element.setAttribute("role", "button");
  }

  /** Whether a hand can move it. */
  get isHandle() {
    return this.number !== null || this.place !== null;
  }

  /** Whether a hand can do anything with it. */
  get isTouchable() {
    return this.isHandle || this.pick !== null;
  }

  /** Whether it is to be seen at all. */
  get isShown() {
    return !this.element.closest("[data-hidden]");
  }

  /** @param {Scope} scope */
  update(scope) {
    if (this.pick) this.updatePick(this.pick, scope);
    if (this.place) this.updatePlace(this.place, scope);
    if (this.number) this.updateNumber(this.number, scope);
    const isSeen = !this.element.closest("[data-unseen]");
    this.reachable = this.isTouchable && isSeen && Boolean(this.keys(scope));
    /* What keys do not reach stands somewhere else, too, or comes with a later step. */
    if (this.reachable) this.element.removeAttribute("aria-hidden");
    else if (this.isTouchable) this.describe("hidden", "true");
    this.paths = [...(this.path ? [this.path] : []), ...this.lit.map((path) => path(scope))];
    this.sources = this.from.map((path) => path(scope));
    if (this.flow) this.updateFlow(this.flow, scope);
  }

  /** @param {Compiled} number @param {Scope} scope */
  updateNumber(number, scope) {
    this.path = number(scope);
    if (typeof this.path !== "string") {
      throw new Error(`@number expected the text of a path, got ${JSON.stringify(this.path)}`);
    }
    const about = this.scene.number(this.path);
    if (!about) throw new Error(`@number found no range for ${this.path}`);
    const value = about.get(scope);
    this.identify("number", this.path);
    this.describe("label", about.name(scope));
    this.describe("valuemin", String(about.min));
    this.describe("valuemax", String(about.max));
    this.describe("valuenow", String(Number(value.toFixed(4))));
    this.describe("valuetext", spoken(value, about.step));
  }

  /** @param {Place} place @param {Scope} scope a place has no one number: its text says it */
  updatePlace(place, scope) {
    this.identify("place", place.key(scope));
    this.describe("label", place.name(scope));
    this.describe("valuemin", "0");
    this.describe("valuemax", "1");
    this.describe("valuenow", this.element.dataset.held === undefined ? "0" : "1");
    this.describe("valuetext", String(place.value(scope)));
  }

  /** @param {Pick} pick @param {Scope} scope */
  updatePick(pick, scope) {
    this.identify("pick", pick.key(scope));
    if (this.isHandle) return; // it is a slider then, and named by its number
    this.describe("label", pick.name(scope));
    if (pick.pressed) this.describe("pressed", String(Boolean(pick.pressed(scope))));
  }

  /** @param {Flow} flow @param {Scope} scope */
  updateFlow(flow, scope) {
    this.step = flow.at(scope);
    this.feeds = flow.from.map((path) => path(scope));
    this.element.toggleAttribute("data-back", Boolean(flow.back(scope)));
  }

  /** @param {"number" | "place" | "pick"} kind @param {string} key */
  identify(kind, key) {
    this.key = key;
    if (this.element.dataset[kind] !== key) this.element.dataset[kind] = key;
  }

  /** @param {string} name @param {string} text */
  describe(name, text) {
    const attribute = `aria-${name}`;
    if (this.element.getAttribute(attribute) !== text) this.element.setAttribute(attribute, text);
  }

  /**
   * Light up, or not, while numbers are touched.
   * @param {string[]} patterns of their paths
   */
  light(patterns) {
    if (!this.paths.length) return;
    const on = patterns.length > 0 && anyMatch(patterns, this.paths);
    this.element.toggleAttribute("data-hot", on);
  }
}

/**
 * Say whether one of the paths is of one of the patterns.
 * @param {string[]} patterns
 * @param {string[]} paths
 */
export function anyMatch(patterns, paths) {
  return patterns.some((pattern) => paths.some((path) => matched(pattern, path) !== null));
}

/**
 * Write a number for ears and for the bubble: with a third decimal only where it has one, and with
 * none where its steps are whole.
 * @param {number} value
 * @param {number} step
 */
export function spoken(value, step) {
  if (Number.isInteger(step)) return fixed(value, 0);
  const third = Math.abs(value * 100 - Math.round(value * 100)) > 0.05;
  return fixed(value, third ? 3 : 2);
}

/** @param {any} value an expression, or one that is marked as such, as in other attributes */
function unbound(value) {
  return Array.isArray(value) && value[0] === "=" ? value[1] : value;
}

/** @param {any} text as it is, or an expression for it @returns {Compiled} */
function textOf(text) {
  return typeof text === "string" ? () => text : compile(text);
}

/** @param {any} data @returns {Place} */
function placeOf({ name, value, key, jump = false, ...ops }) {
  return { name: textOf(name), value: compile(value), key: textOf(key), jump, ...ops };
}

/** @param {any} data @returns {Pick} */
function pickOf({ name, key, pressed, do: ops }) {
  const isPressed = pressed === undefined ? null : compile(pressed);
  return { name: textOf(name), key: textOf(key), pressed: isPressed, do: ops };
}

/** @param {any} data @returns {Flow} */
function flowOf({ at = -1, back = false, from = [] }) {
  return { at: compile(at), back: compile(back), from: from.map(textOf) };
}
