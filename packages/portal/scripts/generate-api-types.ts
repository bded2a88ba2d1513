import { writeFile } from "node:fs/promises";
import { openApiDocument } from "@latchkey/functions/openapi/openapi-document";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

/**
 * Writes the types of the management API from the document that the API itself answers; no server is needed. They are the
 * client library's, which the portal and the command line stand on.
 */
const target = new URL("../../client/src/schema.gen.ts", import.meta.url);

const isDocument = (value: object): value is OpenAPI3 => "openapi" in value && "paths" in value;

const document = openApiDocument("");
if (!isDocument(document)) throw new Error("The OpenAPI document has no paths.");
await writeFile(target, astToString(await openapiTS(document)));
