import { writeFileSync } from "node:fs";
import { openApiDocument } from "../src/openapi/openapi-document.ts";

const target = new URL("../../../test/openapi/released.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(openApiDocument(""), null, 1)}\n`);
