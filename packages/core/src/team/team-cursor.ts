import { timingSafeEqual } from "node:crypto";
import { keyHmac } from "../key-ring/key-hmac.ts";
import { currentKey, type KeyRing, keyBytes } from "../key-ring/key-ring.ts";
import { invalidInput } from "../refusal.ts";

/** A place in a list that runs through several teams: a team, and the store's own cursor in that team's part. */
export interface TeamPlace {
  team: string;
  rest?: string;
}

/**
 * `keyId.team.mac` and, inside a team's part, `.rest`; neither a key's id nor a slug holds a dot. The mac, HMAC-SHA256 in
 * base64url, binds the place to its list, so that a cursor cannot be forged or used in another list.
 */
export const sealTeamCursor = (ring: KeyRing, list: string, place: TeamPlace): string => {
  const key = currentKey(ring);
  return textOf(key.id, key.bytes, list, place);
};

/** @throws Refusal `invalid-input` for a cursor that was changed, or is another list's. */
export const openTeamCursor = (ring: KeyRing, list: string, cursor: string): TeamPlace => {
  const [id = "", team = "", , ...rest] = cursor.split(".");
  const place = { team, ...(rest.length > 0 ? { rest: rest.join(".") } : {}) };
  const bytes = keyBytes(ring, id);
  const given = Buffer.from(cursor);
  const expected = Buffer.from(bytes ? textOf(id, bytes, list, place) : "");
  if (!bytes || expected.length !== given.length || !timingSafeEqual(expected, given)) throw notOfThisList();
  return place;
};

export const notOfThisList = () =>
  invalidInput("cursor", "This is no cursor of this list. Begin again without one.");

const textOf = (id: string, key: Buffer, list: string, { team, rest }: TeamPlace): string => {
  const mac = keyHmac(key)
    .update(JSON.stringify(["team-cursor", list, team, rest ?? null]))
    .digest("base64url");
  return [id, team, mac, ...(rest === undefined ? [] : [rest])].join(".");
};
