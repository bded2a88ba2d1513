import { readFileSync } from "node:fs";

/** This package's own, which the manifest beside the program has, in the repository and once it is packed. */
export const ownVersion = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
};
