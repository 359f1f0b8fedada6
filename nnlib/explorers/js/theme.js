/**
 * Light or dark: as the page says, or JupyterLab, or VS Code, or else the system, if the page goes
 * along with it; also when that changes.
 */

/** @typedef {[number, number, number]} Colour */

const DARK = "(prefers-color-scheme: dark)";
const SAID = ["data-theme", "theme"];
const JUPYTERLAB = "data-jp-theme-light";
const WATCHED = [...SAID, JUPYTERLAB, "class"];

/**
 * Return the theme in which an element is to be seen.
 * @param {Element} element
 * @returns {"light" | "dark"}
 */
export function themeOf(element) {
  for (let around = element.parentElement; around; around = around.parentElement) {
    const theme = themeSaid(around);
    if (theme) return theme;
  }
  return followsSystem(element.ownerDocument) && matchMedia(DARK).matches ? "dark" : "light";
}

/**
 * Whether a page turns dark with the system: one that says nothing of it stays light, as in
 * nbclassic.
 * @param {Document} page
 */
function followsSystem(page) {
  const meta = page.querySelector('meta[name="color-scheme"]')?.getAttribute("content") ?? "";
  return `${meta} ${getComputedStyle(page.documentElement).colorScheme}`.includes("dark");
}

/** @param {Element} element @returns {"light" | "dark" | null} */
function themeSaid(element) {
  const said = SAID.map((name) => element.getAttribute(name));
  const jupyterlab = element.getAttribute(JUPYTERLAB);
  said.push(...element.classList);
  if (said.some((word) => word === "dark" || word === "vscode-dark")) return "dark";
  if (said.some((word) => word === "light" || word === "vscode-light")) return "light";
  if (jupyterlab) return jupyterlab === "false" ? "dark" : "light";
  return null;
}

/** Keeps an explorer in the theme of its page. */
export class Theme {
  /**
   * @param {HTMLElement} root
   * @param {() => void} changed
   */
  constructor(root, changed) {
    this.root = root;
    this.changed = changed;
    this.update = this.update.bind(this);
    this.observer = new MutationObserver(this.update);
    this.system = matchMedia(DARK);
    this.system.addEventListener("change", this.update);
    this.watch();
  }

  /** Look at what is around the explorer, which may have come into the page only now. */
  watch() {
    this.observer.disconnect();
    for (let around = this.root.parentElement; around; around = around.parentElement) {
      this.observer.observe(around, { attributeFilter: WATCHED });
    }
    this.update();
  }

  update() {
    const theme = themeOf(this.root);
    if (this.root.dataset.theme === theme) return;
    this.root.dataset.theme = theme;
    this.changed();
  }

  stop() {
    this.observer.disconnect();
    this.system.removeEventListener("change", this.update);
  }
}

/** Whether the reader wants things to keep still. */
export function wantsCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Return a colour of the look, as it is in the theme of an element's page.
 * @param {Element & {style: CSSStyleDeclaration}} element
 * @param {string} name such as "--nx-pos"
 * @returns {Colour}
 */
export function colour(element, name) {
  element.style.color = `var(${name})`;
  const written = getComputedStyle(element).color;
  element.style.color = "";
  const [r, g, b] = (written.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
  return [r, g, b];
}
