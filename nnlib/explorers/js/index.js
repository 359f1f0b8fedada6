/**
 * Explorers in a page: in a notebook (anywidget calls `render`), or in a page of its own (`start`).
 */

import { Explorer } from "./explorer.js";
import { Frame } from "./frame.js";
import { Kernel } from "./kernel.js";

/**
 * @typedef {import("./scene.js").State} State
 * @typedef {import("./scene.js").Op} Op
 * @typedef {{readonly state: State, set: (state: State) => void, change: (ops: Op[]) => void,
 *   badge: (word: string, sentence: string) => void, destroy: () => void}} Mounted
 */

const NEAR = "600px"; // from the window: an explorer comes alive before it is seen

/**
 * Put an explorer into an element, in place of what is there.
 * @param {HTMLElement} element
 * @param {{scene: any, state?: State | null, changed?: (state: State) => void}} about `changed` is
 *   called when a hand has let go
 * @returns {Mounted}
 */
export function mount(element, { scene, state, changed = () => {} }) {
  const frame = new Frame(element, scene);
  try {
    return mounted(new Explorer(frame, scene, state, changed));
  } catch (error) {
    frame.complain(error);
    throw error;
  }
}

/** @param {Explorer} explorer @returns {Mounted} */
function mounted(explorer) {
  return {
    get state() {
      return explorer.session.state;
    },
    set(state) {
      explorer.attempt(() => explorer.session.take(state));
    },
    change(ops) {
      explorer.session.run(ops);
    },
    badge(word, sentence) {
      explorer.frame.badge(word, sentence);
    },
    destroy() {
      explorer.destroy();
    },
  };
}

/**
 * Bring the explorers of a page to life, each when it comes near the window.
 * @param {Document} page
 */
export function start(page) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        wake(/** @type {HTMLElement} */ (target));
      }
    },
    { rootMargin: NEAR },
  );
  for (const element of page.querySelectorAll("[data-nnlib-scene]")) observer.observe(element);
}

/**
 * @param {HTMLElement} element whose attribute names a script with the scene and the state, which
 *   may come from a file
 */
async function wake(element) {
  const id = element.dataset.nnlibScene ?? "";
  try {
    const script = element.ownerDocument.getElementById(id);
    if (!script) throw new Error(`start expected a script with the id ${id}, got none`);
    if (script.dataset.from) await run(script.dataset.from, element.ownerDocument);
    mount(element, JSON.parse(script.textContent ?? ""));
  } catch (error) {
    console.error(error); // the others shall live all the same
  }
}

/**
 * Run a script that fills another one: all that a page opened from a disk may load.
 * @param {string} file
 * @param {Document} page
 */
function run(file, page) {
  return new Promise((resolve, reject) => {
    const script = page.createElement("script");
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${file} did not come`)));
    script.src = file;
    page.head.append(script);
  });
}

/**
 * Show a widget of a notebook: its trait `_state` follows the hand, and the hand follows it.
 * @param {{model: any, el: HTMLElement, kept: any, scene: any}} widget
 */
function render({ model, el, kept, scene }) {
  const explorer = mount(el, {
    scene,
    state: model.get("_state"),
    changed: (state) => kernel.send(state),
  });
  const kernel = new Kernel(model, kept, explorer.badge);
  const follow = () => explorer.set(model.get("_state"));
  model.on("change:_state", follow);
  return () => {
    model.off("change:_state", follow);
    explorer.destroy();
    kernel.stop();
  };
}

export default { render, mount };
