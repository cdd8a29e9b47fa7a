// Names for cases that say nothing about anybody: a word out of a list, never out of what is known of the person.

const NAMES = [
  "Heron", "Lantern", "Juniper", "Harbour", "Willow", "Compass", "Thistle", "Meadow", "Otter", "Anchor", "Maple", "Kestrel", "Pebble", "Saffron", "Lighthouse", "Bramble",
  "Cedar", "Plover", "Candle", "Orchard", "Swallow", "Granite", "Clover", "Beacon", "Hazel", "Sparrow", "Terrace", "Rowan", "Cobalt", "Finch", "Gable", "Larch",
  "Marigold", "Nutmeg", "Osprey", "Parsley", "Quarry", "Reed", "Sorrel", "Tansy", "Umber", "Violet", "Walnut", "Yarrow", "Zephyr", "Aster", "Birch", "Cinder",
];

/**
 * Propose a name that no case known here bears; the number is the reader's chance.
 * @param {readonly string[]} taken
 * @param {number} chance from 0 to 1
 * @returns {string}
 */
export function proposeName(taken, chance) {
  const free = NAMES.filter((name) => !taken.includes(name));
  const from = free.length > 0 ? free : NAMES;
  const name = /** @type {string} */ (from[Math.floor(chance * from.length) % from.length]);
  if (free.length > 0) return name;
  let number = 2;
  while (taken.includes(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}
