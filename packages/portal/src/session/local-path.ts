/** A path of this portal, whatever was given: never another site (`//evil.example`, `/\evil.example`). */
export const localPath = (value: unknown): string =>
  typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) && !value.startsWith("/signed-in")
    ? value
    : "/";
