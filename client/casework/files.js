// Files of a case: sealed part by part to the vault in which their item lies, opened whole, destroyed by one press.

import { hex, newUuid, sha256 } from "../vault/bytes.js";
import { addEntry, keepItem, newSending } from "./acts.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item */

const PART = 4_194_304; // bytes; what the server takes at once

/** The server gave another file than the one that was sealed. */
export class NotTheFile extends Error {}

/**
 * Seal a file into a compartment of a case. A broken upload leaves nothing that can be read, and is begun anew: its key is never the same twice. What
 * has arrived whole is not sent again: `sending`, kept until it is through, remembers it.
 * @param {Hands} hands
 * @param {string} caseId a case that was opened
 * @param {Blob & {name?: string}} file
 * @param {{what: string, compartment?: string, sending?: import("./acts.js").Sending & {sent?: any},
 *   progress?: (done: number, all: number) => void}} wanted what: a word of the kind `file`
 * @returns {Promise<Item>} the item that names it
 */
export async function bringFile(hands, caseId, file, { what, compartment = "case", sending = newSending(), progress = () => {} }) {
  const vault = hands.store.case(caseId)?.vaults[compartment];
  if (!vault) throw new TypeError("this case has no such compartment yet");
  sending.sent ??= await upload(hands, vault, file, progress);
  return keepItem(hands, caseId, "file", { ...sending.sent, what }, undefined, { home: compartment, sending });
}

/**
 * @param {Hands} hands
 * @param {string} vault
 * @param {Blob & {name?: string}} file
 * @param {(done: number, all: number) => void} progress
 */
async function upload({ context: { api, keeper } }, vault, file, progress) {
  const [id, name] = [newUuid(), file.name ?? ""];
  const { length, epoch } = await keeper.sealFile({ vault, file, name, type: file.type, part_size: PART });
  const { part_size: size } = await api.post(`/desk/vault/vaults/${vault}/files/`, { id, epoch, length });
  if (size !== PART) throw new Error("The server takes files in other parts than this page makes. Load the page anew.");
  let sum = "";
  for (let part = 0; sum === ""; part += 1) {
    const next = await keeper.nextPart({});
    if (next.bytes) await api.postBytes(`/desk/vault/files/${id}/parts/${part}/`, next.bytes);
    else sum = next.sha256;
    progress(Math.min((part + 1) * PART, length), length);
  }
  await api.post(`/desk/vault/files/${id}/finish/`, { sha256: sum });
  return { file: id, epoch, name, type: file.type, size: file.size, sha256: sum };
}

/**
 * Fetch a file and open it.
 * @param {Hands} hands
 * @param {Item} item of kind `file`
 * @throws {NotTheFile} when it was changed on the server; it is not opened then
 */
export async function openFile({ context }, { vault, body }) {
  const sealed = await context.api.getBytes(`/desk/vault/files/${body.file}/`);
  if (hex(await sha256(sealed)) !== body.sha256) throw new NotTheFile("This is not the file that was brought: it was changed on the server. It is not opened.");
  return context.keeper.openFile({ vault, epoch: body.epoch, bytes: sealed });
}

/**
 * Bring a file that came with a request into the case: fetched and opened with the channel's key, sealed again with the case's.
 * @param {Hands} hands
 * @param {string} caseId a case that was opened
 * @param {{id: string, sha256: string, vault: string, epoch: number, box?: string}} sent as the person's message names it; vault, epoch: what the message
 *   opened with; box: where whoever asks knows the box out of the case, and does not hold the channel
 * @param {import("./acts.js").Sending} [sending]
 * @returns {Promise<Item>} the item that names the copy
 * @throws {NotTheFile} when it was changed on the server; it is not copied then
 */
export async function copyFromBox(hands, caseId, { id, sha256: sum, vault, epoch, box }, sending = newSending()) {
  const { api, keeper } = hands.context;
  const sealed = await api.getBytes(box ? `/desk/cases/boxes/${box}/files/${id}/` : `/desk/requests/files/${id}/`);
  if (hex(await sha256(sealed)) !== sum) throw new NotTheFile("This is not the file that the person sent: it was changed on the server. It is not opened.");
  const { bytes, name, type } = await keeper.openFile({ vault, epoch, bytes: sealed });
  return bringFile(hands, caseId, new File([/** @type {BlobPart} */ (bytes)], name, { type }), { what: "other", sending });
}

/**
 * Destroy a file and the item that names it. The journal says that one was destroyed, and no more.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} item of kind `file`
 * @param {import("./acts.js").Sending} sending of the entry
 */
export async function destroyFile(hands, caseId, item, sending) {
  const { api } = hands.context;
  for (const address of [`/desk/vault/files/${item.body.file}/destroy/`, `/desk/vault/vaults/${item.vault}/records/${item.id}/destroy/`]) {
    await api.post(address).catch((problem) => {
      if (problem.status !== 404) throw problem; // destroyed by an earlier press
    });
  }
  hands.store.drop(item.vault, item.id);
  await addEntry(hands, caseId, { kind: "entry", how: "note", text: "A file was destroyed." }, sending);
}
