/**
 * The search: a button in the header, a dialog, and what Pagefind finds for the words in it.
 * Pagefind and its index are loaded when a reader begins to type. A page that is opened from a disk
 * may load neither, so there is no button.
 */

const PAGES = 8; // of which results are shown
const SECTIONS = 3; // shown of each page, the best ones
const AFTER = new Set(["Exercises", "Recap"]);
const WAIT = 150; // milliseconds after a key: a quick writer asks once

const here = document.currentScript.src;
let pagefind; // a promise of it, once it is needed
let answering = Promise.resolve(); // while an answer is on its way

const dialog = document.createElement("dialog");
dialog.className = "search-dialog";
dialog.setAttribute("aria-label", "Search");
dialog.innerHTML = `
<div class="search-bar">
<input role="searchbox" aria-label="Search all pages" placeholder="Search all pages"
  enterkeyhint="search" autocomplete="off" autocapitalize="none" spellcheck="false">
<button type="button">Close</button>
</div>
<p role="status"></p>
<ol></ol>`;
const input = dialog.querySelector("input");
const status = dialog.querySelector("[role=status]");
const list = dialog.querySelector("ol");

/** Find sections for a text: the best ones of the best pages; null if the reader has typed on. */
async function sections(text) {
  pagefind ??= import(new URL("pagefind/pagefind.js", here));
  const found = await (await pagefind).debouncedSearch(text, { excerptLength: 20 }, WAIT);
  if (!found) return null;
  const pages = await Promise.all(found.results.slice(0, PAGES).map((result) => result.data()));
  const lessonsFirst = pages.toSorted((a, b) => isReference(a) - isReference(b));
  return lessonsFirst.flatMap((page) => {
    const meant = page.sub_results.filter((section) => isMeant(text, section));
    const best = meant.toSorted((a, b) => isAfter(a) - isAfter(b) || score(b) - score(a));
    return best.slice(0, SECTIONS).map((section) => ({ ...section, page: page.meta.title }));
  });
}

/** Whether a page is of the reference, which has each name more often than the lesson on it. */
function isReference(page) {
  return page.url.includes("/api/");
}

/** Whether a section only uses what others explain. */
function isAfter(section) {
  return AFTER.has(section.title);
}

/** How well a section fits. */
function score(section) {
  return section.weighted_locations.reduce((sum, { balanced_score: one }) => sum + one, 0);
}

/**
 * Whether a section has a word that was asked for. For a word that is nowhere, Pagefind finds any
 * that begin alike, if only by one letter; of the word, the first half has to be there.
 */
function isMeant(text, section) {
  const halves = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const starts = halves.map((word) => word.slice(0, Math.ceil(word.length / 2)));
  const marked = section.excerpt.toLowerCase().match(/<mark>.*?<\/mark>/g) ?? [];
  return marked.some((mark) => starts.some((start) => mark.slice(6).includes(start)));
}

/** Show what was found. */
function show(text, found) {
  list.replaceChildren(...found.map(item));
  const results = found.length === 1 ? "1 result" : `${found.length} results`;
  status.textContent = found.length > 0 ? results : `Nothing found for “${text}”.`;
}

/** A section as an item of the list: its title, its page, and its words with marks. */
function item({ url, title, page, excerpt }) {
  const one = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.append(Object.assign(document.createElement("b"), { textContent: title }));
  if (page !== title) {
    link.append(" ", Object.assign(document.createElement("span"), { textContent: page }));
  }
  const words = Object.assign(document.createElement("p"), { innerHTML: excerpt });
  one.append(link, words);
  return one;
}

/** Answer what is typed. */
async function answer() {
  const text = input.value.trim();
  if (!text) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    const found = await sections(text);
    if (found && text === input.value.trim()) show(text, found);
  } catch (error) {
    status.textContent = "The search could not be loaded. Are you online? Then reload the page.";
    throw error;
  }
}

/** Move the focus by arrows, from the words to the results and back; Enter goes to the first. */
async function move(event) {
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && at >= 0) {
    event.preventDefault();
    stops[Math.min(Math.max(at + steps[event.key], 0), stops.length - 1)].focus();
  } else if (event.key === "Enter" && at === 0) {
    event.preventDefault();
    await answering;
    list.querySelector("a")?.click();
  }
}

function open() {
  dialog.showModal();
  input.select();
}

/** A button that opens the search. */
function opener() {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "search", textContent: "Search" });
  button.title = "Search all pages (/)";
  button.setAttribute("aria-keyshortcuts", "/");
  button.addEventListener("click", () => {
    button.closest("[popover]")?.hidePopover(); // the focus returns to what opened it
    open();
  });
  return button;
}

if (location.protocol !== "file:") {
  document.querySelector("header .run").before(opener());
  document.querySelector(".contents .close")?.after(opener()); // the header is far up, by then
  document.body.append(dialog);
  input.addEventListener("input", () => (answering = answer()));
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("click", (event) => {
    // A result may be on this very page; around the dialog is its backdrop.
    if (event.target === dialog || event.target.closest("a, button")) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writes || dialog.open) return;
    event.preventDefault();
    open();
  });
}
