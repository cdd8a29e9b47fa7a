// Holds the keys, away from the page.
export {};
