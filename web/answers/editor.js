/**
 * A text area for code: Tab indents, Enter keeps the indent, Escape sets Tab free.
 */

const INDENT = "    ";

/**
 * Return an editor.
 * @param {string} label
 * @param {() => void} run Called at Ctrl + Enter and at Shift + Enter.
 */
export function editor(label, run) {
  const area = document.createElement("textarea");
  area.setAttribute("aria-label", label);
  Object.assign(area, { spellcheck: false, autocapitalize: "off", wrap: "off" });
  let free = false;
  area.addEventListener("keydown", (event) => {
    const leaves = free;
    free = event.key === "Escape";
    if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      insert("\n" + indentAfter(lineBefore(area)));
    } else if (event.key === "Tab" && !event.shiftKey && !leaves) {
      event.preventDefault();
      insert(INDENT);
    }
  });
  area.addEventListener("blur", () => (free = false));
  area.addEventListener("input", () => fit(area));
  return area;
}

/**
 * Show a text, all of it.
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
export function show(area, text) {
  area.value = text;
  fit(area);
}

/** @param {HTMLTextAreaElement} area */
function fit(area) {
  area.rows = Math.max(2, area.value.split("\n").length);
}

/** Insert text as if it were typed: no other way leaves Undo whole. @param {string} text */
function insert(text) {
  document.execCommand("insertText", false, text);
}

/** @param {HTMLTextAreaElement} area */
function lineBefore(area) {
  const before = area.value.slice(0, area.selectionStart);
  return before.slice(before.lastIndexOf("\n") + 1);
}

/** @param {string} line */
function indentAfter(line) {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return line.trimEnd().endsWith(":") ? indent + INDENT : indent;
}
