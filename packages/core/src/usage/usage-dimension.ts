import { OTHER_OPERATIONS } from "../gateway/path-template.ts";

/** Characters of an operation's or a model's name. */
export const MAX_DIMENSION = 128;

/** What is grouped under this name has no operation, or names no model. */
export const NO_VALUE = "none";

/** What a service does not name, and what is beyond the values that are kept apart. */
export const OTHER_VALUES = OTHER_OPERATIONS;
