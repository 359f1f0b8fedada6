/**
 * One explorer at work, without a page: its state, what a hand makes of it, and the way back.
 */

import { History } from "./history.js";

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./scene.js").State} State
 * @typedef {import("./scene.js").Op} Op
 * @typedef {{reason?: string, time?: number}} Cause what a change comes from: see History.change
 */

const EVERYTHING = 99; // the step at which all is revealed

export class Session {
  /**
   * @param {Scene} scene
   * @param {State | null | undefined} state where it begins; without one, the scene's own
   * @param {{draw: () => void, changed: (state: State) => void}} page
   */
  constructor(scene, state, page) {
    this.scene = scene;
    this.page = page;
    this.history = new History(this.complete(state ?? {}));
    this.told = this.state;
  }

  get state() {
    return this.history.state;
  }

  get scope() {
    return this.scene.scope(this.state);
  }

  /** How many steps there are to reveal now. */
  get steps() {
    const { steps } = this.scene.data;
    return steps === null || steps === undefined ? 0 : this.scene.value(steps, this.scope);
  }

  /**
   * Go on to a state, and draw it.
   * @param {State} state
   * @param {Cause} [cause]
   */
  go(state, { reason, time } = {}) {
    if (this.history.change(state, reason, time)) this.page.draw();
  }

  /**
   * Carry out operations.
   * @param {Op[]} ops
   * @param {Record<string, any>} [extra]
   * @param {Cause} [cause]
   */
  run(ops, extra, cause) {
    this.go(this.scene.change(this.state, ops, extra), cause);
  }

  /**
   * Move a number, kept to its step and its ends.
   * @param {string} path
   * @param {number} value
   * @param {boolean} fine
   * @param {Cause} [cause]
   */
  move(path, value, fine, cause) {
    this.go(this.scene.moved(this.state, path, value, fine), cause);
  }

  /**
   * Bring a number back to what it is in the preset, exactly; where that has none, leave it.
   * @param {string} path
   */
  bringHome(path) {
    const value = this.atStart(path);
    if (value === null) return;
    const ops = this.scene.number(path)?.set ?? [["set", ["text", path], "value"]];
    this.run(ops, { value, path });
  }

  /** @param {string} path @returns {number | null} */
  atStart(path) {
    const number = this.scene.number(path);
    if (!number) return null;
    try {
      return number.get(this.scene.scope(this.scene.start(this.state)));
    } catch {
      return null; // the preset has fewer layers or units
    }
  }

  /** Return to the beginning of the current preset. */
  reset() {
    this.go(this.scene.change(this.complete(this.scene.start(this.state)), []));
  }

  /** Start from a preset. @param {string} label */
  startFrom(label) {
    this.go(this.complete(this.scene.taken(this.state, this.preset(label))));
  }

  /**
   * Take one of several options.
   * @param {string} path of what is chosen
   * @param {any} value
   * @param {Op[]} ops what else follows
   */
  choose(path, value, ops) {
    const chosen = this.scene.change(this.state, [["set", ["text", path], "value"]], { value });
    this.go(ops.length ? this.scene.change(chosen, ops, { value }) : chosen);
  }

  /** @param {string} label */
  preset(label) {
    return this.scene.data.presets.find((/** @type {any} */ one) => one.label === label);
  }

  /** Reveal the next step, after the last one the first again. */
  step() {
    const count = this.steps;
    const next = this.state.step >= count ? 1 : this.state.step + 1;
    this.reveal(next >= count ? EVERYTHING : next);
    return next;
  }

  /** @param {number} step */
  reveal(step) {
    this.history.look({ ...this.state, step });
    this.page.draw();
  }

  /** Take back a gesture that has not ended. @param {Cause} cause */
  cancel({ reason }) {
    if (this.history.reason === reason && this.history.undo()) this.page.draw();
  }

  undo() {
    if (this.history.undo()) this.page.draw();
  }

  /** A hand has let go: tell it if something has changed since the last time. */
  settle() {
    if (this.told === this.state) return;
    this.told = this.state;
    this.page.changed(this.state);
  }

  /**
   * Take a state that comes from outside; nobody needs to be told of it.
   * @param {State} state
   */
  take(state) {
    this.go(this.complete(state));
    this.told = this.state;
  }

  /**
   * Return a state that has what every state must have.
   * @param {State} given
   * @returns {State}
   */
  complete(given) {
    const { state, presets } = this.scene.data;
    const whole = { ...state, ...given };
    return { ...whole, step: whole.step ?? EVERYTHING, preset: whole.preset ?? presets[0]?.label };
  }
}
