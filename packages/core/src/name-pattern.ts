/*
 * What names are made of, as sources of regular expressions: some are matched as a whole, some as a part of a path. They
 * hold no address, no sentence and no foreign script.
 */

/** Of a team or a service: used in paths and host names. */
export const SLUG = "[a-z0-9][a-z0-9-]{0,62}";

/** Of a consumer or a plan. */
export const NAME = "[a-z0-9][a-z0-9._-]{0,62}";

/** Of a question that a service asks its applicants. */
export const QUESTION = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

/** Of a scope. */
export const SCOPE = "[A-Za-z0-9][A-Za-z0-9._:-]{0,62}";

/** Nothing before it, and nothing after it. */
export const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);
