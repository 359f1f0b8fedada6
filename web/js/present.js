/**
 * While the reader scrolls, the table of contents marks the present section, and the bar above the
 * text names it.
 */

/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll(".contents li a");
const list = document.getElementById("contents");
const bar = document.querySelector(".contents .present");
const headings = [...links].map((link) => document.getElementById(link.hash.slice(1)));
const start = bar?.textContent ?? "";
let marked = -1;

/** @returns {number} which heading was the last to come up to where a link to it would stop */
function present() {
  const page = document.documentElement;
  if (page.scrollTop > 0 && page.scrollTop + page.clientHeight >= page.scrollHeight - 1) {
    return headings.length - 1; // nothing can come up any more
  }
  const top = Number.parseFloat(getComputedStyle(page).scrollPaddingTop) || 0;
  const reached = (/** @type {HTMLElement | null} */ heading) =>
    heading !== null && heading.getBoundingClientRect().top <= top + 24;
  return headings.findLastIndex(reached);
}

function mark() {
  const now = present();
  if (now === marked || !list || !bar) return;
  links[marked]?.removeAttribute("aria-current");
  links[now]?.setAttribute("aria-current", "true");
  bar.textContent = links[now]?.textContent ?? start;
  marked = now;
  if (links[now]) show(list, links[now]);
}

/**
 * Keep a link of the list in view, where the list is longer than the screen.
 * @param {HTMLElement} box
 * @param {HTMLElement} link
 */
function show(box, link) {
  const [outer, inner] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

if (list) {
  document.addEventListener("scroll", mark, { passive: true });
  window.addEventListener("resize", mark);
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) list.hidePopover();
  });
  mark();
}
