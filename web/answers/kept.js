/**
 * What the reader has written and solved, in this browser alone.
 */

/** @typedef {{ text?: string, solved?: boolean }} Kept */

const PREFIX = "hands-on-neural-networks ";

/** @param {string} name @returns {Kept} */
export function kept(name) {
  return JSON.parse(store()?.getItem(PREFIX + name) ?? "{}");
}

/** @param {string} name @param {Kept} change */
export function keep(name, change) {
  store()?.setItem(PREFIX + name, JSON.stringify({ ...kept(name), ...change }));
}

/** @param {string} name */
export function forget(name) {
  store()?.removeItem(PREFIX + name);
}

/** Return the browser's storage, or nothing where the reader forbids it. */
function store() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
