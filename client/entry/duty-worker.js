// What rings a duty telephone. It reads nothing that comes with a ring, keeps nothing, fetches nothing, and opens /duty/ alone.

import { noticeIn } from "../duty/notices.js";

const worker = /** @type {any} */ (self); // the types here are those of a page
const PAGE = "/duty/";

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("push", (/** @type {any} */ event) => {
  const { title, options } = noticeIn(navigator.language);
  event.waitUntil(worker.registration.showNotification(title, options));
});
worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(worker.clients.openWindow(PAGE));
});
