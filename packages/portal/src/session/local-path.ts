/** A path of this portal for any input: never another site (`//evil.example`, `/\evil.example`). */
export const localPath = (value: unknown): string =>
  typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) && !value.startsWith("/signed-in")
    ? value
    : "/";
