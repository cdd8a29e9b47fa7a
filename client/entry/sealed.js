// The desk's door, and the sealed desk behind it.
export {};
