import type { CredentialPlace } from "@latchkey/core/credential/part/credential-place";
import type { LeakStore } from "@latchkey/core/leak/leak-store";
import { credentialKey, pointerKey } from "../dynamo/keys.ts";
import { placeOf } from "../dynamo/pointer-place.ts";
import { nameOfKey, readEach } from "../dynamo/read-batch.ts";
import type { CallTable } from "../dynamo/table.ts";
import { parseCredential } from "./credential-table.ts";

export const leakTable = (table: CallTable): LeakStore => ({
  placesOf: async (names) => {
    const byKey = new Map(names.map((name) => [nameOfKey(pointerKey(name)), name]));
    const items = await readEach(table, [...new Set(names)].map(pointerKey));
    const places = new Map<string, CredentialPlace>();
    for (const item of items) {
      const name = byKey.get(nameOfKey({ pk: String(item["pk"]), sk: String(item["sk"]) }));
      const place = placeOf(item["holder"]);
      if (name !== undefined && place) places.set(name, place);
    }
    return places;
  },
  credentialsAt: async (places) => {
    const keys = places.map(({ consumerId, lookup }) => credentialKey(consumerId, lookup));
    return (await readEach(table, keys)).map(parseCredential);
  },
});
