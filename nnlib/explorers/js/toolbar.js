/**
 * The buttons under an explorer: steps, learning, the way back, choices and presets.
 */

import { piece } from "./frame.js";
import { chooseImage } from "./image.js";
import { wantsCalm } from "./theme.js";

/**
 * @typedef {import("./session.js").Session} Session
 * @typedef {import("./session.js").State} State
 * @typedef {{button: HTMLElement, icon: HTMLElement, word: HTMLElement, aside: HTMLElement}} Button
 */

const STEP_PAUSE = 1100; // milliseconds: time to read what a step has revealed
const LEARN_PAUSE = 60;
const LEARN_PAUSE_CALM = 500;
const LEARN_AT_ONCE = 4; // times, before it is drawn; unless the action says how often

export class Toolbar {
  /**
   * @param {HTMLElement} bar
   * @param {Session} session
   * @param {{attempt: (work: () => void) => void, revealed: (step: number) => void,
   *   warn: (text: string) => void,
   *   fullScreen: import("./fullscreen.js").FullScreen}} page
   */
  constructor(bar, session, page) {
    this.bar = bar;
    this.session = session;
    this.page = page;
    this.timer = 0;
    this.plays = 0; // how often: the name of a play, as one thing to undo
    /** @type {(() => void)[]} */
    this.updates = [];
    this.addSteps();
    this.addActions();
    this.addWayBack();
    this.addFullScreen();
    this.bar.append(piece("span", "nx-space"));
    for (const choice of session.scene.data.choices ?? []) this.addChoice(choice);
    this.addPresets();
  }

  get isPlaying() {
    return this.timer !== 0;
  }

  /** The action that stands in place of Step and Play, if there is one. */
  get learner() {
    const first = this.session.scene.data.actions?.[0];
    return first?.play ? first : null;
  }

  /** Show what can be done in this state. */
  update() {
    for (const update of this.updates) update();
  }

  stop() {
    if (!this.isPlaying) return;
    this.halt();
    this.update();
    this.session.settle();
  }

  /** Stop the clock, and nothing else. */
  halt() {
    clearInterval(this.timer);
    this.timer = 0;
  }

  /* --- Buttons --- */

  addSteps() {
    const { learner, session } = this;
    const { steps } = session.scene.data;
    if (!learner && (steps === null || steps === undefined)) return;
    const step = this.addButton("step", learner?.icon ?? "⇥", learner?.label ?? "Step", () => {
      this.stop();
      if (learner) session.run(learner.do);
      else this.stepOn();
    });
    const play = this.addButton("play", "▶", "", () => this.togglePlay());
    this.updates.push(() => {
      const name = learner ? learner.play.label : "Play";
      put(play.word, this.isPlaying ? "Pause" : name);
      put(play.icon, this.isPlaying ? "‖" : "▶");
      const [count, done] = [session.steps, session.state.step];
      const next = done >= count ? " from the start" : ` ${done + 1} of ${count}`;
      put(step.aside, learner ? "" : next);
      for (const { button } of learner ? [] : [step, play]) button.hidden = count === 0;
    });
  }

  addActions() {
    const actions = this.session.scene.data.actions ?? [];
    for (const [i, action] of actions.entries()) {
      if (action === this.learner) continue;
      const { button } = this.addButton(`do:${i}`, action.icon ?? "", action.label, () => {
        this.stop();
        if (action.image) this.openImage(action);
        else this.session.run(action.do);
      });
      this.showIf(button, action.show);
    }
  }

  /** Let the reader choose a picture file. @param {any} action */
  openImage({ image, do: ops }) {
    const taken = (/** @type {string} */ value) =>
      this.page.attempt(() => {
        this.session.run(ops, { value });
        this.session.settle();
      });
    chooseImage(image, taken, this.page.warn);
  }

  addWayBack() {
    const { session } = this;
    const undo = this.addButton("undo", "↶", "Undo", () => {
      this.stop();
      session.undo();
    });
    this.updates.push(() => {
      undo.button.setAttribute("aria-disabled", String(session.history.empty));
    });
    this.addButton("reset", "↺", "Reset", () => {
      this.stop();
      session.reset();
    });
  }

  addFullScreen() {
    const { fullScreen } = this.page;
    const { button, word } = this.addButton("screen", "⤢", "", () => {
      fullScreen.toggle().catch((error) =>
        this.page.attempt(() => {
          throw error;
        }),
      );
    });
    button.hidden = !fullScreen.possible;
    button.classList.add("nx-wordless");
    word.classList.add("nx-sr");
    this.updates.push(() => {
      const label = fullScreen.on ? "Leave full screen" : "Full screen";
      put(word, label);
      button.title = label;
    });
  }

  /** @param {any} choice */
  addChoice({ label, path, options, do: ops, show }) {
    const { session } = this;
    const now = () => session.scene.value(path, session.scope);
    const choose = (/** @type {any} */ value) => session.choose(path, value, ops ?? []);
    this.showIf(this.addGroup(label, path, options, now, choose), show);
  }

  addPresets() {
    const { session } = this;
    const { presets } = session.scene.data;
    if (presets.length < 2) return;
    const options = presets.map((/** @type {any} */ one) => [one.label, one.label]);
    const choose = (/** @type {string} */ label) => session.startFrom(label);
    this.addGroup("Start from", "preset", options, () => session.state.preset, choose);
  }

  /**
   * @param {string} label
   * @param {string} name
   * @param {[any, string][]} options values and their labels
   * @param {() => any} now the value that is chosen
   * @param {(value: any) => void} choose
   */
  addGroup(label, name, options, now, choose) {
    const group = piece("span", "nx-choice", { role: "radiogroup", "aria-label": label });
    const title = piece("span", "");
    title.textContent = label;
    group.append(title);
    this.bar.append(group);
    for (const [value, text] of options) {
      const { button } = this.addButton(`${name}:${value}`, "", text, () => {
        this.stop();
        choose(value);
      });
      button.setAttribute("role", "radio");
      group.append(button);
      this.updates.push(() => button.setAttribute("aria-checked", String(now() === value)));
    }
    return group;
  }

  /**
   * @param {string} name
   * @param {string} sign an icon
   * @param {string} label
   * @param {() => void} work
   * @returns {Button}
   */
  addButton(name, sign, label, work) {
    const button = piece("button", "", { type: "button", "data-button": name });
    const icon = piece("span", "nx-icon", { "aria-hidden": "true" });
    const [word, aside] = [piece("span", "nx-word"), piece("span", "nx-sr")];
    icon.textContent = sign;
    word.textContent = label;
    button.append(...(sign ? [icon] : []), word, aside);
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      this.page.attempt(() => {
        this.session.page.draw(); // what was said of an earlier press goes
        work();
        if (!this.isPlaying) this.session.settle();
      });
    });
    this.bar.append(button);
    return { button, icon, word, aside };
  }

  /** @param {HTMLElement} element @param {any} show an expression, or undefined: always */
  showIf(element, show) {
    if (show === undefined || show === null) return;
    const { scene } = this.session;
    this.updates.push(() => {
      element.hidden = !scene.value(show, this.session.scope);
    });
  }

  /* --- Time --- */

  togglePlay() {
    if (this.isPlaying) {
      this.stop();
      return;
    }
    this.plays += 1;
    if (this.learner) this.playLearning(this.learner);
    else this.playSteps();
    this.update();
  }

  playSteps() {
    this.session.reveal(0);
    this.every(STEP_PAUSE, () => {
      if (this.stepOn() >= this.session.steps) this.stop();
    });
  }

  /** @param {any} action */
  playLearning(action) {
    const cause = this.cause();
    const learn = () => {
      const { state, done } = this.learned(action);
      this.session.go(state, cause);
      if (done) this.stop();
    };
    const pause = action.play.pause ?? LEARN_PAUSE;
    this.every(wantsCalm() ? LEARN_PAUSE_CALM : pause, learn);
    learn();
  }

  /** @param {any} action @returns {{state: State, done: boolean}} */
  learned({ do: ops, play }) {
    const atOnce = play.at_once ?? LEARN_AT_ONCE;
    const { scene } = this.session;
    let { state } = this.session;
    for (let n = 0; n < atOnce; n += 1) {
      state = scene.change(state, ops);
      if (scene.value(play.until, scene.scope(state))) return { state, done: true };
    }
    return { state, done: false };
  }

  /** @returns {number} the step revealed */
  stepOn() {
    const step = this.session.step();
    this.page.revealed(step);
    return step;
  }

  /** @param {number} pause @param {() => void} work */
  every(pause, work) {
    this.timer = window.setInterval(() => this.page.attempt(work), pause);
  }

  cause() {
    return { reason: `play ${this.plays}` };
  }
}

/** @param {HTMLElement} element @param {string} text */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
