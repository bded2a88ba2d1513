import { Position } from "../credential/part/position.ts";
import type { ClientRequest } from "./client-request.ts";
import { withoutCredential } from "./hidden-credential.ts";

export const KEY = "lk_0123456789abcdef_0123456789";

/** Places as `header:x-api-key`, blanks between them. */
const placesOf = (text: string): Position[] =>
  text.split(" ").flatMap((each) => {
    const [where, name] = each.split(":", 2);
    return each === "" ? [] : [Position.parse({ where, name })];
  });

export const without = (hide: string, request: Partial<ClientRequest>, keep = "") =>
  withoutCredential({ headers: [], query: [], ...request }, { hide: placesOf(hide), keep: placesOf(keep) });

export const LOGIN = Buffer.from("weather:päss wörd/1").toString("base64");

export const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJlLW9mLWEtdG9rZW4";

export const SIGNATURE = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
