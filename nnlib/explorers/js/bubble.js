/**
 * The bubble over a hand: what it holds, and what that was before.
 */

const MARGIN = 70; // pixels to the sides of the card
const HIGHEST = 34; // pixels from its top

export class Bubble {
  /** @param {HTMLElement} card */
  constructor(card) {
    this.card = card;
    this.element = document.createElement("div");
    this.element.className = "nx-bubble";
    this.element.setAttribute("aria-hidden", "true");
    this.element.hidden = true;
    this.now = document.createElement("span");
    this.aside = document.createElement("small");
    this.element.append(this.now, this.aside);
    card.append(this.element);
    /** @type {DOMRect | null} where the card is, measured once a gesture: it costs a layout */
    this.box = null;
  }

  /**
   * @param {{x: number, y: number}} place in the window: where its foot is
   * @param {string} now
   * @param {string} aside
   */
  show(place, now, aside = "") {
    const card = (this.box ??= this.card.getBoundingClientRect());
    this.now.textContent = now;
    this.aside.textContent = aside ? ` ${aside}` : "";
    this.element.hidden = false;
    const scale = card.width / this.card.offsetWidth; // of the full screen
    const [x, y] = [(place.x - card.left) / scale, (place.y - card.top) / scale];
    const left = Math.min(this.card.offsetWidth - MARGIN, Math.max(MARGIN, x));
    this.element.style.left = `${left}px`;
    this.element.style.top = `${Math.max(HIGHEST, y)}px`;
  }

  hide() {
    this.box = null;
    this.element.hidden = true;
  }
}
