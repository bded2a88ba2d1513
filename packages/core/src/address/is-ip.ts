/** `isIP` of `node:net`, which is loaded when the first address is read: a cold start may end without one. */
export const isIP = (text: string): number => process.getBuiltinModule("node:net").isIP(text);
