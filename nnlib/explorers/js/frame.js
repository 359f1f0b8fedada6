/**
 * The card around an explorer: title, hint, picture, formula, readout, toolbar.
 */

import { keepKeys } from "./roving.js";
import { HTML, Words } from "./words.js";

const WIDE = 1060; // pixels: from here on, there is room for the wide picture
const REST = 700; // milliseconds until the readout is read aloud
const HOW = "Left and right choose, up and down change.";

export class Frame {
  /**
   * @param {HTMLElement} host
   * @param {{title: string}} data
   */
  constructor(host, { title }) {
    this.root = piece("div", "nx live");
    this.card = piece("div", "nx-card", { role: "group", "aria-label": title, tabindex: "-1" });
    keepKeys(this.card);
    this.header = piece("div", "nx-header");
    this.stage = piece("div", "nx-stage");
    this.side = piece("div", "nx-side", { role: "group", "aria-label": `Formula. ${HOW}` });
    this.readout = piece("p", "nx-readout");
    this.bar = piece("div", "nx-bar", { role: "toolbar", "aria-label": "Toolbar" });
    this.status = piece("div", "nx-sr", { role: "status", "aria-live": "polite" });
    this.sign = piece("span", "nx-badge");
    this.trouble = piece("p", "nx-trouble", { role: "status" });
    this.words = new Words(this.readout);
    this.text = "";
    this.timer = 0;
    this.fill(title);
    const screen = piece("div", "nx-screen"); // what can become as large as the screen
    screen.append(this.root);
    host.replaceChildren(screen);
  }

  /** @param {string} title */
  fill(title) {
    const heading = piece("h2", "nx-title");
    heading.textContent = title;
    this.badge("Live", "");
    this.header.append(heading, this.sign, this.trouble);
    const body = piece("div", "nx-body");
    body.append(this.stage, this.side);
    this.card.append(this.header, body, this.readout, this.bar, this.status);
    this.root.append(this.card);
  }

  /** Which picture there is room for. @returns {"wide" | "narrow"} */
  get room() {
    return this.root.clientWidth >= WIDE ? "wide" : "narrow";
  }

  /**
   * Show a picture instead of the one that is there.
   * @param {Element} picture
   * @param {string} kind
   */
  show(picture, kind) {
    this.stage.dataset.picture = kind;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", `Picture. ${HOW}`);
    picture.setAttribute("data-picture", kind);
    for (const name of ["aria-hidden", "aria-labelledby"]) picture.removeAttribute(name);
    this.stage.replaceChildren(picture);
  }

  /** Write the readout; ears get it after a rest. @param {string} text */
  say(text) {
    this.readout.removeAttribute("data-error");
    if (text === this.text) return;
    const first = this.text === "";
    this.text = text;
    this.words.write(text);
    clearTimeout(this.timer);
    if (first) return; // the page has just come: nobody has moved anything
    this.timer = window.setTimeout(() => {
      this.status.textContent = text.replaceAll("**", "");
    }, REST);
  }

  /**
   * Say in the badge whether the explorer lives, and below what is wrong with that.
   * @param {string} word
   * @param {string} sentence empty if nothing is
   */
  badge(word, sentence) {
    this.sign.textContent = word;
    this.sign.toggleAttribute("data-trouble", sentence !== "");
    if (this.trouble.textContent !== sentence) this.trouble.textContent = sentence;
  }

  /** Say what went wrong, in place of the readout. @param {unknown} error */
  complain(error) {
    const message = error instanceof Error ? error.message : String(error);
    this.warn(`This explorer has stopped. ${message}`);
  }

  /** Say, in place of the readout, what a hand could not do. @param {string} text */
  warn(text) {
    this.say(text);
    this.readout.setAttribute("data-error", "");
  }

  stop() {
    clearTimeout(this.timer);
  }
}

/**
 * Make an element of HTML.
 * @param {string} tag
 * @param {string} kind its class
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
export function piece(tag, kind, attributes = {}) {
  const element = /** @type {HTMLElement} */ (document.createElementNS(HTML, tag));
  if (kind) element.className = kind;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
