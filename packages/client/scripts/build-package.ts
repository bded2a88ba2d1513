import { join } from "node:path";
import { buildLibrary } from "../../signing/scripts/build-library.ts";
import manifest from "../package.json" with { type: "json" };
import { PUBLIC_EXPORTS } from "./public-exports.ts";

await buildLibrary(join(import.meta.dirname, ".."), PUBLIC_EXPORTS, { dependencies: manifest.dependencies });
