import * as z from "zod/mini";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { ApiKeyCredential } from "./api-key-credential.ts";

/** What an answer shows of an API key: neither the key nor its hash. */
export const ApiKeyView = z.pick(ApiKeyCredential, { ...SHOWN_FIELDS, type: true, imported: true });
export type ApiKeyView = z.infer<typeof ApiKeyView>;
