/**
 * One Tab stop for a group of things: arrow keys go on from there.
 */

/** @typedef {import("./parts.js").AnyElement} AnyElement */

export class Roving {
  /**
   * @param {HTMLElement} box
   * @param {() => AnyElement[]} items that can be reached now, in their order
   */
  constructor(box, items) {
    this.box = box;
    this.items = items;
    /** @type {AnyElement | null} */
    this.current = null;
    this.name = "";
  }

  /** Keep one Tab stop, also after things have come and gone. */
  refresh() {
    const items = this.items();
    if (!this.current || !items.includes(this.current)) {
      const lost = this.hasLostFocus(items);
      this.current = items.find((item) => nameOf(item) === this.name) ?? items[0] ?? null;
      if (lost) this.current?.focus({ preventScroll: true });
    }
    for (const item of items) setStop(item, item === this.current ? "0" : "-1");
  }

  /** @param {AnyElement[]} items */
  hasLostFocus(items) {
    const { activeElement } = document;
    if (!activeElement || !this.box.contains(activeElement)) return false;
    return activeElement !== this.box && !items.some((item) => item === activeElement);
  }

  /** @param {AnyElement} item the one where Tab stops from now on */
  choose(item) {
    this.current = item;
    this.name = nameOf(item);
    this.refresh();
  }

  /**
   * Go to another item, with the focus.
   * @param {AnyElement} item
   * @param {"next" | "before" | "first" | "last"} where
   */
  go(item, where) {
    const items = this.items();
    const at = items.indexOf(item);
    const places = { next: at + 1, before: at - 1, first: 0, last: items.length - 1 };
    const to = items[(places[where] + items.length) % items.length];
    if (!to) return;
    this.choose(to);
    to.focus();
  }
}

/** @param {AnyElement} item what stays the same when the picture is built anew */
export function nameOf({ dataset }) {
  return dataset.number ?? dataset.place ?? dataset.pick ?? dataset.button ?? "";
}

/** @param {AnyElement} item @param {string} stop */
function setStop(item, stop) {
  if (item.getAttribute("tabindex") === stop) return;
  item.setAttribute("tabindex", stop);
  keepKeys(item);
}

/**
 * Keep JupyterLab's hands off the keys that something gets: twice d would delete the cell. Its
 * shortcuts are for whatever has the focus, so this has to be said on that very element.
 * @param {Element} element
 */
export function keepKeys(element) {
  element.setAttribute("data-lm-suppress-shortcuts", "true");
}
