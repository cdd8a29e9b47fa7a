// The pages of a person who asks for help.
export {};
