/**
 * An explorer on the whole screen, as a lecturer needs it: as large as picture, formula and
 * sentence fit together.
 */

const WIDTHS = [1216, 1060, 940, 820, 720]; // that a card is laid out in, before it is enlarged

export class FullScreen {
  /**
   * @param {HTMLElement} root of the explorer, in an element of its own
   * @param {{resize: () => void, changed: () => void}} explorer
   */
  constructor(root, { resize, changed }) {
    this.root = root;
    this.resize = resize;
    this.changed = changed;
    this.fit = this.fit.bind(this);
    document.addEventListener("fullscreenchange", this.fit);
    window.addEventListener("resize", this.fit);
  }

  /** Whether the page may do it: some frames and some phones do not let it. */
  get possible() {
    return document.fullscreenEnabled;
  }

  get on() {
    return document.fullscreenElement !== null && document.fullscreenElement === this.screen;
  }

  get screen() {
    return this.root.parentElement;
  }

  async toggle() {
    if (this.on) await document.exitFullscreen();
    else await this.screen?.requestFullscreen();
  }

  /** Lay the card out in the width in which its words come out largest. */
  fit() {
    const { on } = this;
    if (!on && !this.root.style.width) return; // nor was it
    if (on) this.enlarge();
    else this.layOut("", "");
    this.changed();
  }

  enlarge() {
    const scales = WIDTHS.map((width) => {
      this.layOut(`${width}px`, "");
      return Math.min(innerWidth / width, innerHeight / this.root.getBoundingClientRect().height);
    });
    const scale = Math.max(...scales);
    this.layOut(`${WIDTHS[scales.indexOf(scale)]}px`, `scale(${scale})`);
    const card = /** @type {Element} */ (this.root.firstElementChild);
    /** @type {HTMLElement} */ (this.screen).style.background =
      getComputedStyle(card).backgroundColor;
  }

  /** @param {string} width @param {string} transform */
  layOut(width, transform) {
    this.root.style.width = width;
    this.root.style.transform = transform;
    this.resize();
  }

  stop() {
    document.removeEventListener("fullscreenchange", this.fit);
    window.removeEventListener("resize", this.fit);
  }
}
