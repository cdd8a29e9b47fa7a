// Seals files in the browser and brings them over in parts. What has arrived stays; trying again goes on from there.

import { fileLength, sealInParts } from "../vault/files.js";
import { newUuid } from "../vault/bytes.js";
import { ask } from "./asking.js";
import { drawnAnew, isPicture, labelled } from "./pictures.js";
import { Trouble } from "./trouble.js";

/** @typedef {import("./asking.js").Tell} Tell */
/** @typedef {import("../vault/messages.js").FileMark} FileMark */
/** @typedef {{id: string, length: number, partSize: number, parts: AsyncGenerator<Uint8Array>, sha256: () => string, number: number, pending: Uint8Array | null, mark: FileMark | null}} Upload number: of the part that comes next */

/**
 * @param {{channel: string, tell: Tell}} where channel: its id
 * @returns {{bring: (files: readonly File[], how: {recipient: string, clean: boolean}) => Promise<FileMark[]>, forget: () => void}}
 */
export function makeUploads({ channel, tell }) {
  /** @type {Map<string, Upload>} */
  const begun = new Map();
  /** @type {WeakMap<File, string>} */
  const names = new WeakMap();

  /**
   * @param {File} file
   * @param {string} recipient
   * @param {boolean} clean
   */
  function keyOf(file, recipient, clean) {
    const name = names.get(file) ?? newUuid();
    names.set(file, name);
    return `${name} ${recipient} ${clean}`;
  }

  /**
   * @param {File} file
   * @param {{recipient: string, clean: boolean, number: number, files: number}} how
   */
  async function bringOne(file, { recipient, clean, number, files }) {
    const key = keyOf(file, recipient, clean);
    const known = begun.get(key);
    try {
      const upload = known ?? (await begin(file, { recipient, clean, number }));
      begun.set(key, upload);
      return await finish(upload, (share) => tell("sending_file", { number, files, percent: Math.round(share * 100) }));
    } catch (error) {
      // Only where a try may go better is there something to go on from.
      if (!(error instanceof Trouble) || !(error.perhaps || error.word === "busy")) begun.delete(key);
      // The telephone took the file away, or it changed while it was read.
      if (error instanceof DOMException && /^Not(?:Readable|Found)Error$/.test(error.name)) throw new Trouble("file_gone", { values: { name: file.name } });
      throw error;
    }
  }

  /**
   * @param {File} file
   * @param {{recipient: string, clean: boolean, number: number}} how
   * @returns {Promise<Upload>}
   */
  async function begin(file, { recipient, clean, number }) {
    const draw = clean && isPicture(file);
    if (draw) tell("cleaning", { number });
    const drawn = draw ? await drawnAnew(file) : null;
    const content = drawn ?? file;
    const { name, type } = labelled(file, { number, clean, drawn });
    const id = newUuid();
    const length = fileLength({ size: content.size, name, type });
    const { part_size: partSize } = await ask("/sealed/files/", { body: { channel, id, length }, tell });
    const { parts, sha256 } = await sealInParts(content, { name, type, recipient, partSize });
    return { id, length, partSize, parts, sha256, number: 0, pending: null, mark: null };
  }

  /**
   * @param {Upload} upload
   * @param {(share: number) => void} far
   * @returns {Promise<FileMark>}
   */
  async function finish(upload, far) {
    if (upload.mark) return upload.mark;
    for (;;) {
      far(Math.min(1, (upload.number * upload.partSize) / upload.length));
      upload.pending ??= (await upload.parts.next()).value ?? null;
      if (!upload.pending) break;
      await ask(`/sealed/files/${upload.id}/parts/${upload.number}/`, { bytes: upload.pending, tell });
      upload.pending = null;
      upload.number += 1;
    }
    const mark = { id: upload.id, sha256: upload.sha256() };
    await ask(`/sealed/files/${upload.id}/finish/`, { body: { sha256: mark.sha256 }, tell });
    upload.mark = mark;
    return mark;
  }

  return {
    async bring(files, { recipient, clean }) {
      const marks = [];
      for (const [at, file] of files.entries()) marks.push(await bringOne(file, { recipient, clean, number: at + 1, files: files.length }));
      return marks;
    },
    forget: () => begun.clear(),
  };
}
