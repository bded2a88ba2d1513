import { createHmac, timingSafeEqual } from "node:crypto";
import { currentKey, type KeyRing, keyBytes } from "@latchkey/core/key-ring/key-ring";
import { invalidInput } from "@latchkey/core/refusal";
import * as z from "zod/mini";
import type { ListRef } from "./keys.ts";

/** The last record of a page: its key in the table and its place in the list. */
const Position = z.tuple([z.string(), z.string(), z.string()]);
export type Position = z.infer<typeof Position>;

const MOST_LENGTH = 8192;

/** `keyId.position.mac`, each base64url. The mac is HMAC-SHA256 over the list too: a cursor serves only its own. */
export const sealCursor = (ring: KeyRing, list: ListRef, position: Position): string => {
  const { id, bytes } = currentKey(ring);
  const payload = Buffer.from(JSON.stringify(position)).toString("base64url");
  return [
    Buffer.from(id).toString("base64url"),
    payload,
    mac(bytes, list, payload).toString("base64url"),
  ].join(".");
};

/** @throws Refusal `invalid-input` for a cursor that was changed, or is another list's. */
export const openCursor = (ring: KeyRing, list: ListRef, cursor: string): Position => {
  const [id = "", payload = "", signature = "", ...more] =
    cursor.length > MOST_LENGTH ? [] : cursor.split(".");
  const bytes = keyBytes(ring, Buffer.from(id, "base64url").toString());
  const given = Buffer.from(signature, "base64url");
  if (!bytes || more.length > 0 || given.length !== 32 || !timingSafeEqual(given, mac(bytes, list, payload)))
    throw invalidInput("cursor", "This is no cursor of this list. Begin again without one.");
  return Position.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
};

const mac = (key: Buffer, list: ListRef, payload: string): Buffer =>
  createHmac("sha256", key)
    .update(JSON.stringify(["cursor", list.index, list.partition, payload]))
    .digest();
