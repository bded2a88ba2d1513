import { type Key, META } from "./keys.ts";

/** Where the table says which form its items have. */
export const schemaKey: Key = { pk: "SCHEMA", sk: META };
