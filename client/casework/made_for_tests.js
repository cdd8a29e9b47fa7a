// Items as the store gives them, for truth tables.

import { emptyItem, homeOf } from "./kinds.js";

let count = 0;

/** An id that tells itself apart from others and from nothing else. */
export function uuid(number) {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** A signed item of a kind; `more` changes what stands around the body. */
export function item(kind, body = {}, more = {}) {
  count += 1;
  return {
    id: uuid(count), vault: "v", compartment: homeOf(kind), version: 1, kind, body: { ...emptyItem(kind), ...body }, author: "ME-AMA1NA",
    at: "2026-11-01T10:00Z", hash: "", signed: true, ...more,
  };
}
