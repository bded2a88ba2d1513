import { readFileSync } from "node:fs";
import { openApiDocument } from "@latchkey/functions/openapi/openapi-document";
import type { Json } from "./json-value.ts";

export const DOCUMENT: Json = openApiDocument("https://latchkey.example");

export const RELEASED: Json = JSON.parse(readFileSync(new URL("released.json", import.meta.url), "utf8"));
