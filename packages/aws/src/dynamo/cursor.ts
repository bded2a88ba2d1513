import { timingSafeEqual } from "node:crypto";
import { keyHmac } from "@latchkey/core/key-ring/key-hmac";
import { currentKey, type KeyRing, keyBytes } from "@latchkey/core/key-ring/key-ring";
import { invalidInput } from "@latchkey/core/refusal";
import * as z from "zod/mini";
import type { ListRef } from "./keys.ts";

/** The last record of a page: its key in the table and its place in the list. */
const Position = z.tuple([z.string(), z.string(), z.string()]);
export type Position = z.infer<typeof Position>;

const MAX_LENGTH = 8192;

/** `keyId.position.mac`, each base64url. The mac is HMAC-SHA256 over the list too: a cursor serves only its own. */
export const sealCursor = (ring: KeyRing, list: ListRef, position: Position): string => {
  const { id, bytes } = currentKey(ring);
  return textOf(id, bytes, list, Buffer.from(JSON.stringify(position)).toString("base64url"));
};

/** @throws Refusal `invalid-input` for a cursor that was changed, or is another list's. */
export const openCursor = (ring: KeyRing, list: ListRef, cursor: string): Position => {
  const [encodedId = "", payload = ""] = cursor.length > MAX_LENGTH ? [] : cursor.split(".");
  const id = Buffer.from(encodedId, "base64url").toString();
  const bytes = keyBytes(ring, id);
  // Compared as text: base64url is decoded leniently, so several texts would mean the same cursor.
  const expected = Buffer.from(bytes ? textOf(id, bytes, list, payload) : "");
  const given = Buffer.from(cursor);
  if (!bytes || expected.length !== given.length || !timingSafeEqual(expected, given))
    throw invalidInput("cursor", "This is no cursor of this list. Begin again without one.");
  return Position.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
};

const textOf = (id: string, key: Buffer, list: ListRef, payload: string): string =>
  [Buffer.from(id).toString("base64url"), payload, mac(key, list, payload).toString("base64url")].join(".");

const mac = (key: Buffer, list: ListRef, payload: string): Buffer =>
  keyHmac(key)
    .update(
      JSON.stringify([
        "cursor",
        list.index,
        list.partition,
        payload,
        ...(list.backwards ? ["backwards"] : []),
      ]),
    )
    .digest();
