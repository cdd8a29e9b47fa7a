// Takes place, time and device out of pictures: the picture is drawn anew, and only what can be seen goes along.

import { Trouble } from "./trouble.js";

const PICTURE = /^image\/(?:jpeg|png|webp|gif|bmp|heic|heif|avif)$/;
const LOSSLESS = /^image\/(?:png|gif|bmp)$/;
const MOST_POINTS = 16_000_000; // more than this some telephones do not draw
const QUALITY = 0.92;

/**
 * @param {File} file
 * @returns {boolean} whether this is a picture that can be drawn anew; drawings in code (SVG) cannot
 */
export function isPicture(file) {
  return PICTURE.test(file.type);
}

/**
 * The name and type a file travels with. Cleaned, the name says nothing but what kind of file it is.
 * @param {{name: string, type: string}} file
 * @param {{number: number, clean: boolean, drawn?: Blob | null}} options number: counted from 1; drawn: the picture as it was drawn anew
 * @returns {{name: string, type: string}}
 */
export function labelled({ name, type }, { number, clean, drawn = null }) {
  const kind = type || "application/octet-stream";
  if (drawn) return { name: `picture-${number}.${drawn.type === "image/png" ? "png" : "jpg"}`, type: drawn.type };
  if (!clean) return { name, type: kind };
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase();
  return { name: `file-${number}${ending ? `.${ending}` : ""}`, type: kind };
}

/**
 * The size to draw in.
 * @param {{width: number, height: number}} size in points
 * @returns {{width: number, height: number}}
 */
export function drawnSize({ width, height }) {
  const share = Math.min(1, Math.sqrt(MOST_POINTS / (width * height)));
  return { width: Math.max(1, Math.floor(width * share)), height: Math.max(1, Math.floor(height * share)) };
}

/**
 * Draw a picture anew.
 * @param {File} file
 * @returns {Promise<Blob>} JPEG, or PNG for what came without loss
 * @throws {Trouble} when this browser cannot read it, or gives back something else than was drawn (as browsers against tracking do)
 */
export async function drawnAnew(file) {
  if (!drawsTruly()) throw new Trouble("cannot_clean");
  const gone = new Trouble("not_cleaned", { values: { name: file.name } });
  const bitmap = await bitmapOf(file).catch(() => null);
  if (!bitmap) throw gone;
  const canvas = Object.assign(document.createElement("canvas"), drawnSize(bitmap));
  const pen = canvas.getContext("2d");
  pen?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const type = LOSSLESS.test(file.type) ? "image/png" : "image/jpeg";
  const drawn = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, type, QUALITY));
  canvas.width = canvas.height = 0; // telephones give the memory back only then
  if (!pen || !drawn || drawn.type !== type) throw gone;
  return drawn;
}

/** @param {Blob} file */
async function bitmapOf(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    // Older browsers turn pictures upright by themselves and do not know the wish.
    if (error instanceof TypeError) return createImageBitmap(file);
    throw error;
  }
}

/** Tell whether what is drawn can be read back as it is. */
function drawsTruly() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 16, height: 16 });
  const pen = canvas.getContext("2d");
  if (!pen) return false;
  for (let at = 0; at < 16; at += 1) {
    pen.fillStyle = `rgb(${at * 16}, ${255 - at * 16}, ${at % 2 ? 200 : 20})`;
    pen.fillRect(at, 0, 1, 16);
  }
  const { data } = pen.getImageData(0, 0, 16, 16);
  return [...data.keys()].every((at) => {
    const column = Math.floor(at / 4) % 16;
    const wanted = [column * 16, 255 - column * 16, column % 2 ? 200 : 20, 255][at % 4] ?? 0;
    return Math.abs((data[at] ?? 0) - wanted) <= 2;
  });
}
