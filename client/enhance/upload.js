// Says in words how far an upload is, for a form with data-upload-form, at its element with data-upload-status.
// The sentences stand in the page (#upload-words), translated. Without scripts the same form is sent as it is.

import { announce, filled } from "./words.js";

/**
 * Write a size for people, in megabytes with one decimal.
 * @param {number} bytes
 * @param {string} [language]
 * @returns {string}
 */
export function megabytes(bytes, language) {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(bytes / 1e6);
}

/**
 * Give the sentence for a moment of the upload.
 * @param {{sending: string, reading: string}} sentences
 * @param {{sent: number, total: number, files: number, language?: string}} state
 * @returns {string}
 */
export function progressWords(sentences, { sent, total, files, language }) {
  if (total > 0 && sent >= total) return filled(sentences.reading, { files });
  return filled(sentences.sending, { files, sent: megabytes(sent, language), total: megabytes(total, language) });
}

/** @param {HTMLFormElement} form */
function placeFor(form) {
  let place = form.querySelector("[data-upload-status]");
  if (!place) {
    place = document.createElement("p");
    place.className = "progress-words";
    form.append(place);
  }
  return place;
}

/** @param {XMLHttpRequest} request */
function show(request) {
  if (request.responseURL && request.responseURL !== location.href) {
    location.assign(request.responseURL);
    return;
  }
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = answer.getElementById("main");
  if (main) document.getElementById("main")?.replaceWith(main);
  document.dispatchEvent(new CustomEvent("page:changed", { detail: [main] }));
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
function send(form, button) {
  const place = placeFor(form);
  const bar = document.createElement("progress");
  place.before(bar);
  const words = document.getElementById("upload-words")?.dataset ?? {};
  const sentences = { sending: words.sending ?? "", reading: words.reading ?? "" };
  const content = new FormData(form);
  if (button instanceof HTMLButtonElement && button.name) content.append(button.name, button.value);
  const files = [...content.values()].filter((value) => value instanceof File && value.size > 0).length;
  const request = new XMLHttpRequest();
  const stop = () => {
    bar.remove();
    if (button instanceof HTMLButtonElement) button.disabled = false;
    place.textContent = words.failed ?? "";
    announce(words.failed ?? "");
  };
  request.upload.addEventListener("progress", (event) => {
    place.textContent = progressWords(sentences, { sent: event.loaded, total: event.total, files, language: document.documentElement.lang });
    bar.max = event.total;
    bar.value = event.loaded;
    // All sent: how long reading takes nobody knows, so the bar stops pretending.
    if (event.loaded >= event.total) bar.removeAttribute("value");
  });
  request.addEventListener("load", () => (request.status < 500 ? show(request) : stop()));
  request.addEventListener("error", stop);
  request.open("POST", form.action);
  request.send(content);
  if (button instanceof HTMLButtonElement) button.disabled = true;
  announce(filled(sentences.sending, { files, sent: "0", total: "…" }));
}

/** Begin to listen. */
export function startUploads() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-upload-form]") || event.defaultPrevented) return;
    event.preventDefault();
    send(form, event.submitter);
  });
}
