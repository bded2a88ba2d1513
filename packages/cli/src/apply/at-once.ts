/** How many requests are under way at once. */
export const AT_ONCE = 8;
