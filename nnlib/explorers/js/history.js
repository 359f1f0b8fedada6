/**
 * What can be undone: states, one for each gesture of a hand and each run of one key.
 */

const KEPT = 200; // states
export const RUN_PAUSE = 900; // milliseconds: a longer rest ends the run of a key

export class History {
  /** @param {any} state */
  constructor(state) {
    this.state = state;
    /** @type {any[]} */
    this.past = [];
    this.reason = "";
    this.time = 0;
  }

  get empty() {
    return this.past.length === 0;
  }

  /**
   * Go on to a state; changes of one reason that follow each other are undone together.
   * @param {any} state
   * @param {string} [reason] of a gesture or a key; without one, the change stands alone
   * @param {number} [time] of a key, in milliseconds; a gesture has none, however long it takes
   * @returns {boolean} whether anything is different
   */
  change(state, reason = "", time = undefined) {
    if (equal(this.state, state)) return false;
    const goesOn = reason !== "" && reason === this.reason;
    const inTime = time === undefined || time - this.time < RUN_PAUSE;
    if (!(goesOn && inTime)) this.keep(this.state);
    this.state = state;
    this.reason = reason;
    this.time = time ?? 0;
    return true;
  }

  /**
   * Show a state that differs only in what is revealed: nothing was made that can be undone.
   * @param {any} state
   */
  look(state) {
    this.state = state;
    this.reason = "";
  }

  /** Go back to the state before the last gesture; say whether there was one. */
  undo() {
    this.reason = "";
    while (this.past.length > 0) {
      const before = this.past.pop();
      if (equal(before, this.state)) continue; // a gesture that ended where it began
      this.state = before;
      return true;
    }
    return false;
  }

  /** @param {any} state */
  keep(state) {
    this.past.push(state);
    if (this.past.length > KEPT) this.past.shift();
  }
}

/**
 * Say whether two pieces of plain JSON are the same; quick where they share their parts.
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
export function equal(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]));
}
