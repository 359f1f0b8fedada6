/**
 * A picture file as bytes: the square in its middle, scaled. The browser reads it; it goes nowhere.
 */

import { piece } from "./frame.js";
import { packBytes } from "./packed.js";

const FINEST = 8; // each pixel is the mean of so many places each way, at most
const CHANNELS = 3;

/**
 * Let the reader choose a picture file.
 * @param {number} side of the square, in pixels
 * @param {(bytes: string) => void} taken gets red, green and blue of each pixel, as base64
 * @param {(text: string) => void} refused gets what the reader can do about a file that is no picture
 */
export function chooseImage(side, taken, refused) {
  const input = /** @type {HTMLInputElement} */ (
    piece("input", "", { type: "file", accept: "image/*" })
  );
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) squareOf(file, side).then(taken, () => refused(wordsFor(file.name)));
  });
  input.click();
}

/** @param {string} name of a file */
function wordsFor(name) {
  return (
    `Your browser cannot read ${name} as a picture: choose a JPEG or PNG file, or open it in an ` +
    "app that shows it and export it there as JPEG."
  );
}

/**
 * Return the square in the middle of a picture, as base64.
 * @param {Blob} file
 * @param {number} side in pixels
 */
export async function squareOf(file, side) {
  // As the camera was held.
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const finest = Math.floor(Math.min(image.width, image.height) / side);
  const fine = Math.max(1, Math.min(FINEST, finest));
  const pixels = drawn(image, side * fine);
  image.close();
  return packBytes(means(pixels, side, fine));
}

/**
 * Draw the square in the middle, on white; a small one keeps its pixels.
 * @param {ImageBitmap} image
 * @param {number} side
 */
function drawn(image, side) {
  const { width, height } = image;
  const edge = Math.min(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("image expected a browser that draws, got none");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.imageSmoothingEnabled = edge >= side;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, (width - edge) / 2, (height - edge) / 2, edge, edge, 0, 0, side, side);
  return context.getImageData(0, 0, side, side).data;
}

/**
 * Return the mean of each square of `fine` by `fine` places: red, green, blue, pixel by pixel.
 * @param {Uint8ClampedArray} pixels with a fourth number each, which is full
 * @param {number} side
 * @param {number} fine
 */
export function means(pixels, side, fine) {
  const sums = Array.from({ length: side * side * CHANNELS }, () => 0);
  const wide = side * fine;
  for (let i = 0; i < wide * wide; i += 1) {
    const [row, column] = [Math.floor(i / wide / fine), Math.floor((i % wide) / fine)];
    const place = (row * side + column) * CHANNELS;
    for (let k = 0; k < CHANNELS; k += 1) sums[place + k] += pixels[4 * i + k];
  }
  return sums.map((sum) => Math.round(sum / (fine * fine)));
}
