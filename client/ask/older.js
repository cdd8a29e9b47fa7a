// Two small things that telephones from before March 2022 (Safari 15.0 to 15.3) do not have, and that what comes after needs.

/**
 * @template T
 * @this {ArrayLike<T>}
 * @param {number} place counted from the end where it is below zero
 * @returns {T | undefined}
 */
export function at(place) {
  return this[place < 0 ? this.length + place : place];
}

/**
 * @param {object} value
 * @param {PropertyKey} name
 * @returns {boolean}
 */
export function hasOwn(value, name) {
  return Object.prototype.hasOwnProperty.call(value, name);
}

for (const kind of [Array, String, Uint8Array]) {
  if (!Reflect.has(kind.prototype, "at")) Object.defineProperty(kind.prototype, "at", { value: at, configurable: true, writable: true });
}
if (!Reflect.has(Object, "hasOwn")) Object.defineProperty(Object, "hasOwn", { value: hasOwn, configurable: true, writable: true });
