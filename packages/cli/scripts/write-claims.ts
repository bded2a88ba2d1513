import { readFileSync, writeFileSync } from "node:fs";
import { withClaims } from "./claims-table.ts";

const page = new URL("../../../docs/deploy.md", import.meta.url);
writeFileSync(page, withClaims(readFileSync(page, "utf8")));
