import { join } from "node:path";
import { buildLibrary } from "./build-library.ts";
import { PUBLIC_EXPORTS } from "./public-exports.ts";

await buildLibrary(join(import.meta.dirname, ".."), PUBLIC_EXPORTS);
