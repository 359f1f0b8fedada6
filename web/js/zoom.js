/** A picture that is shown smaller than it is opens on the whole screen, to be looked around in. */

/** @type {NodeListOf<HTMLImageElement>} */
const images = document.querySelectorAll("main img");
const dialog = document.createElement("dialog");
dialog.className = "zoom";
dialog.setAttribute("aria-label", "Picture, enlarged");
dialog.innerHTML =
  '<form method="dialog"><button>Close</button></form><div tabindex="0"><img alt=""></div>';
const shown = /** @type {HTMLImageElement} */ (dialog.querySelector("img"));
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

// A plot whose panels are stacked shows its words as large as they are.
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const image = /** @type {HTMLImageElement} */ (target);
    const button = /** @type {HTMLElement} */ (image.closest(".figure")?.querySelector("button"));
    const stacked = image.closest("picture")?.querySelector("source")?.media;
    const isStacked = stacked !== undefined && matchMedia(stacked).matches;
    button.hidden = isStacked || image.clientWidth >= widthOf(image);
  }
});

/** @param {HTMLImageElement} image */
function widthOf(image) {
  return Number(image.getAttribute("width"));
}

/** @param {HTMLImageElement} image */
function open(image) {
  shown.src = image.src;
  shown.alt = image.alt;
  shown.width = widthOf(image);
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {HTMLImageElement} image that gets a button, for all who have no mouse or finger */
function offer(image) {
  const picture = image.closest("picture") ?? image;
  const figure = document.createElement("span");
  const button = document.createElement("button");
  figure.className = "figure";
  button.type = "button";
  button.hidden = true;
  button.setAttribute("aria-label", `Enlarge: ${image.alt.split(/[.:;]/)[0]}`);
  picture.replaceWith(figure);
  figure.append(picture, button);
  figure.addEventListener("click", () => {
    if (button.hidden) return;
    button.focus({ preventScroll: true }); // where the focus returns to
    open(image);
  });
  watch.observe(image);
}

for (const image of images) {
  if (image.hasAttribute("width") && !image.closest("[data-nnlib-scene], .front-card"))
    offer(image);
}
