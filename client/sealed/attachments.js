// Files that came with a message. Nothing is fetched, opened or drawn before somebody asks for it; nothing remote is ever loaded; what is drawn is
// a bitmap of our own making, so that neither a script, nor a link, nor where a photograph was taken comes along.

import { hex, sha256 } from "../vault/bytes.js";
import { button, h, show } from "./dom.js";
import { look, plainText } from "./inbox_kinds.js";
import { numberOf } from "./inbox_parts.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./inbox_request.js").Desk} Desk */
/** @typedef {import("./requests_state.js").Message} Message */
/** @typedef {{bytes: Uint8Array, name: string, size: number}} File */

const WIDEST = 1600; // pixels of the bitmap that is drawn
const KEPT_URL = 60_000; // milliseconds after which a download's address ends

/**
 * @param {Desk} desk
 * @param {Message} message
 * @returns {HTMLElement | null}
 */
export function attachments(desk, message) {
  const named = message.payload?.files ?? [];
  if (named.length === 0) return null;
  return h("ul", { class: "files", "aria-label": "Files" }, named.map((file, at) => h("li", {}, fileOf(desk, message, file, at))));
}

/**
 * @param {Desk} desk
 * @param {Message} message
 * @param {{id: string, sha256: string}} named as the person's message names it
 * @param {number} at
 */
function fileOf(desk, message, named, at) {
  const there = message.files.find((one) => one.id === named.id);
  const title = `File ${at + 1}`;
  if (!there) return h("p", {}, `${title} is not on the server any more.`);
  const place = h("div", { class: "files__place", "aria-live": "polite" });
  /** @type {Promise<File> | null} */
  let fetched = null;
  /** @param {(file: File) => unknown} use */
  const withFile = (use) => async () => {
    show(place, h("p", { class: "progress-words" }, "Fetching and opening…"));
    try {
      fetched ??= openFile(desk, message, named);
      await use(await fetched);
    } catch (problem) {
      fetched = null;
      show(place, h("p", { role: "alert" }, problem instanceof NotTheFile ? problem.message : sentenceFor(problem)));
    }
  };
  return [
    h(
      "div",
      { class: "row" },
      h("span", {}, `${title}, ${sizeWords(there.length)} sealed`),
      button("Show", withFile((file) => display(place, file)), { link: true }),
      button("Download", withFile((file) => offer(place, file, `${numberOf(message.mailbox)}-${at + 1}`)), { link: true }),
    ),
    place,
  ];
}

/** The server gave another file than the one that the person sent. */
class NotTheFile extends Error {}

/**
 * @param {Desk} desk
 * @param {Message} message
 * @param {{id: string, sha256: string}} named
 * @returns {Promise<File>}
 */
async function openFile(desk, message, named) {
  const { api, keeper } = desk.hands.context;
  const sealed = await api.getBytes(`/desk/requests/files/${named.id}/`);
  if (hex(await sha256(sealed)) !== named.sha256) throw new NotTheFile("This is not the file that the person sent: it was changed on the server. It is not opened.");
  return keeper.openFile({ vault: desk.request().channel.vault, epoch: message.epoch ?? 1, bytes: sealed });
}

/**
 * @param {HTMLElement} place
 * @param {File} file
 */
export async function display(place, { bytes }) {
  const looked = look(bytes);
  if (looked.kind === "text") return show(place, h("pre", { class: "files__text", dir: "auto" }, plainText(bytes) ?? ""));
  if (looked.kind === "other") return show(place, h("p", {}, `Not shown. ${looked.why} Download it only to open it on a machine that may be lost, without a network.`));
  const canvas = await drawn(bytes, looked.type);
  if (canvas) show(place, canvas, h("p", { class: "quiet small" }, "Drawn anew from its pixels. The file itself may say where and when it was taken."));
  else show(place, h("p", {}, "This says that it is a picture, and cannot be drawn. It may be damaged."));
}

/**
 * Draw a picture. Decoding a blob asks nobody for anything; the blob never gets an address.
 * @param {Uint8Array} bytes
 * @param {string} type
 * @returns {Promise<HTMLCanvasElement | null>} null for what no picture can be made of
 */
async function drawn(bytes, type) {
  /** @type {ImageBitmap} */
  let bitmap;
  try {
    bitmap = await createImageBitmap(new Blob([/** @type {BlobPart} */ (bytes)], { type }));
  } catch (problem) {
    if (problem instanceof DOMException) return null;
    throw problem;
  }
  const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height));
  const canvas = h("canvas", { class: "files__picture", role: "img", "aria-label": "Picture that the person sent", width: Math.max(1, Math.round(bitmap.width * scale)), height: Math.max(1, Math.round(bitmap.height * scale)) });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/**
 * Offer the file for download, under a name that says nothing and as a type that no browser opens by itself.
 * @param {HTMLElement} place
 * @param {File} file
 * @param {string} number
 */
export function offer(place, { bytes }, number) {
  const name = `${number}.${look(bytes).ending}`;
  function download() {
    const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: "application/octet-stream" }));
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), KEPT_URL);
    show(place, h("p", {}, `Saved as ${name}. Delete it when you have looked at it.`));
  }
  show(
    place,
    h("p", {}, "The open file will lie on this computer's disk, with everything that it says about the person and about where it was made. It may also attack the program that opens it. Open it without a network, on a machine that may be lost."),
    h("div", { class: "row" }, button(`Download as ${name}`, download, { kind: "secondary" }), button("Leave it", () => show(place), { link: true })),
  );
}

/** @param {number} length in bytes */
export function sizeWords(length) {
  return length < 1_000_000 ? `${Math.max(1, Math.round(length / 1000))} kB` : `${(length / 1_000_000).toFixed(1)} MB`;
}
