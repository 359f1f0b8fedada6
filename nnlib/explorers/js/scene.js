/**
 * A scene at work, without a page: what follows from a state, and what a hand makes of it.
 *
 * The scene's data come from Python, which has the same rules in `nnlib/explorers/scene.py`.
 */

import { compile } from "./expressions.js";
import { learn, overPoints } from "./learner.js";
import { passes } from "./network.js";

/** @typedef {import("./expressions.js").Scope} Scope */
/** @typedef {import("./expressions.js").Compiled} Compiled */
/** @typedef {Record<string, any>} State */
/** @typedef {any[]} Op */
/**
 * @typedef {{path: string, min: number, max: number, step: number, drag: number,
 *   name: (scope: Scope) => string, short: (scope: Scope) => string,
 *   get: (scope: Scope) => number, set: Op[]}} NumberRange
 */

const COMPUTED = ["layers", "output", "cost", "grad_x", "outputs", "mean_cost"];
const DECIMALS = 1e4; // a moved number keeps four, so that it can be read back

export class Scene {
  /** @param {any} data */
  constructor(data) {
    this.data = data;
    this.lazy = this.lazily();
    /** @type {Map<string, NumberRange | null>} */
    this.ranges = new Map();
    /** @type {WeakMap<State, Scope>} */
    this.scopes = new WeakMap();
    /** @type {WeakMap<object, Compiled>} */
    this.compiled = new WeakMap();
  }

  /**
   * Return what expressions see: the state, what the network makes of it, constants and values.
   * @param {State} state
   * @param {Record<string, any>} [extra] names of a special place, such as `pointer`
   * @returns {Scope}
   */
  scope(state, extra) {
    const scope = this.scopes.get(state) ?? this.scopeOf(state);
    return extra ? Object.assign(Object.create(scope), extra) : scope;
  }

  /** @param {State} state @returns {Scope} */
  scopeOf(state) {
    const { layers: _, ...rest } = state; // they come with what the network makes of them
    const scope = Object.assign(Object.create(this.lazy), this.data.constants, rest, { state });
    this.scopes.set(state, scope);
    return scope;
  }

  /**
   * Return what stands behind every scope: passes and values are computed when they are asked for,
   * once, because a hand may ask for few of them.
   */
  lazily() {
    const lazy = {};
    const given = this.data.values.map((/** @type {[string, any]} */ [name]) => name);
    const computed = COMPUTED.filter((name) => !given.includes(name));
    for (const name of computed) this.define(lazy, name, (scope) => this.computed(scope, name));
    this.define(lazy, "start", (scope) => this.start(scope.state));
    for (const [name, expression] of this.data.values) this.define(lazy, name, compile(expression));
    return lazy;
  }

  /** @param {object} lazy @param {string} name @param {Compiled} compute */
  define(lazy, name, compute) {
    Object.defineProperty(lazy, name, {
      get() {
        const value = compute(this);
        Object.defineProperty(this, name, { value, enumerable: true });
        return value;
      },
    });
  }

  /** @param {Scope} scope @param {string} name one of those that the passes give */
  computed(scope, name) {
    const { state } = scope;
    if (!state.layers) return undefined;
    const points = this.points(state);
    if (name === "outputs" || name === "mean_cost") {
      scope.over ??= points ? overPoints(state.layers, points) : {};
      return scope.over[name];
    }
    scope.passed ??= passes(state.layers, state.x, state.target);
    return scope.passed[name];
  }

  /** @param {State} state */
  points(state) {
    const name = this.data.model?.points;
    return name ? state[name] : null;
  }

  /**
   * Return the state of the preset that `state` started from.
   * @param {State} state
   * @returns {State}
   */
  start(state) {
    const preset = this.data.presets.find((/** @type {any} */ one) => one.label === state.preset);
    const scope = { ...this.data.constants, ...state };
    /** @type {State} */
    const found = {};
    for (const [name, value] of Object.entries(preset?.state ?? {})) {
      const bound = Array.isArray(value) && value[0] === "=";
      found[name] = bound ? this.value(value[1], scope) : value;
    }
    return { ...this.data.state, preset: state.preset, ...found };
  }

  /**
   * Return the state after a preset was chosen: what `keep` names stays.
   * @param {State} state
   * @param {any} preset
   */
  taken(state, preset) {
    const moved = this.change({ ...state, preset: preset.label }, preset.do ?? []);
    const kept = this.data.keep.map((/** @type {string} */ name) => [name, moved[name]]);
    return this.change({ ...this.start(moved), ...Object.fromEntries(kept) }, []);
  }

  /**
   * Return the state after the preset with this label was chosen.
   * @param {State} state
   * @param {string} label
   */
  act(state, label) {
    return this.taken(
      state,
      this.data.presets.find((/** @type {any} */ one) => one.label === label),
    );
  }

  /**
   * Return the state after an option was chosen.
   * @param {State} state
   * @param {string} path
   * @param {any} value
   */
  choose(state, path, value) {
    const choice = this.data.choices.find((/** @type {any} */ one) => one.path === path);
    return this.change(replaced(state, path.split("."), value), choice.do ?? []);
  }

  /**
   * Return the state after operations; the one that came stays as it is.
   * @param {State} state
   * @param {Op[]} ops
   * @param {Record<string, any>} [extra]
   * @returns {State}
   */
  change(state, ops, extra) {
    const moved = this.applied(state, ops, extra);
    return this.data.after?.length ? this.applied(moved, this.data.after) : moved;
  }

  /**
   * @param {State} state
   * @param {Op[]} ops
   * @param {Record<string, any>} [extra]
   */
  applied(state, ops, extra) {
    const scope = this.scope(state, extra);
    let next = state;
    for (const [name, ...rest] of ops) {
      if (name === "set") {
        next = replaced(next, this.value(rest[0], scope).split("."), this.value(rest[1], scope));
      } else if (name === "learn") {
        const how = { ...rest[0], lr: this.value(rest[0].lr, scope) };
        next = learn(/** @type {any} */ (next), this.points(next), how);
      } else {
        throw new Error(`scene expected an operation set or learn, got ${name}`);
      }
    }
    return next;
  }

  /** @param {any} expression @param {Scope} scope */
  value(expression, scope) {
    if (typeof expression !== "object") return compile(expression)(scope);
    let compiled = this.compiled.get(expression);
    if (!compiled) {
      compiled = compile(expression);
      this.compiled.set(expression, compiled);
    }
    return compiled(scope);
  }

  /**
   * Return what is known of the number at a path: its range, its step and its names.
   * @param {string} path
   * @returns {NumberRange | null}
   */
  number(path) {
    let range = this.ranges.get(path);
    if (range === undefined) {
      range = this.rangeOf(path);
      this.ranges.set(path, range);
    }
    return range;
  }

  /** @param {string} path @returns {NumberRange | null} */
  rangeOf(path) {
    for (const entry of this.data.numbers) {
      const index = matched(entry.path, path);
      if (!index) continue;
      const [name, short, get] = [entry.name, entry.short, entry.get ?? path].map(compile);
      const named = (/** @type {Compiled} */ words) => (/** @type {Scope} */ scope) =>
        words(Object.assign(Object.create(scope), { index }));
      return { ...entry, path, name: named(name), short: named(short), get };
    }
    return null;
  }

  /**
   * Return the state after the number at `path` was moved: kept to its step and its ends.
   * @param {State} state
   * @param {string} path
   * @param {number} value
   * @param {boolean} [fine] a tenth of the step
   */
  moved(state, path, value, fine = false) {
    const number = this.number(path);
    if (!number) throw new Error(`scene expected a number that moves, got ${path}`);
    const whole = Number.isInteger(number.step);
    const step = fine && !whole ? number.step / 10 : number.step;
    const kept = Math.min(number.max, Math.max(number.min, Math.floor(value / step + 0.5) * step));
    const rounded = Math.floor(kept * DECIMALS + 0.5) / DECIMALS;
    const ops = number.set ?? [["set", ["text", path], "value"]];
    return this.change(state, ops, { value: rounded, path });
  }
}

/**
 * Return a copy of `object` with the value at a path replaced.
 * @param {any} object
 * @param {string[]} path
 * @param {any} value
 * @returns {any}
 */
function replaced(object, [key, ...rest], value) {
  const inner = rest.length ? replaced(object[key], rest, value) : value;
  if (!Array.isArray(object)) return { ...object, [key]: inner };
  const copy = [...object];
  copy[Number(key)] = inner;
  return copy;
}

/**
 * Return what the stars of a pattern stand for in a path, or null where it does not match.
 * @param {string} pattern
 * @param {string} path
 */
export function matched(pattern, path) {
  const [wanted, given] = [pattern.split("."), path.split(".")];
  if (wanted.length !== given.length) return null;
  if (wanted.some((piece, i) => piece !== "*" && piece !== given[i])) return null;
  return given.filter((_, i) => wanted[i] === "*").map(Number);
}
