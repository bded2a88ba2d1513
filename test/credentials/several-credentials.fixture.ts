import { beforeAll } from "vitest";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

export let called: Called;
/** A caller with a key and a login. */
export let one: Caller;
let login: Record<string, string>;
export let other: Caller;

/** Two callers at the Latchkey of this worker. */
export const beforeSeveral = () =>
  beforeAll(async () => {
    called = await sharedCalled();
    one = await called.caller({});
    login = (await called.make.credential(one.consumer, { type: "basic" })).secret;
    other = await called.caller({});
  });

export type Lines = readonly (readonly [string, string])[];

export const call = (headers: Lines, path = "/orders") => sendRaw(called.url(path), { headers });
export const key = ({ secret }: Caller) => secret["apiKey"] ?? "";

const basicOf = (username = "", password = "") =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
export const basic = () => basicOf(login["username"], login["password"]);
export const wrong = () => basicOf(login["username"], "wrong");

/** Places that a credential may say its key is in, and a call with a key there. */
export const PLACES = [
  ["header", "X-Old-Key", (value: string) => sendRaw(called.url("/x"), { headers: { "x-old-key": value } })],
  [
    "header",
    "X-Old-Bearer",
    (value: string) => sendRaw(called.url("/x"), { headers: { "x-old-bearer": `Bearer ${value}` } }),
  ],
  ["query", "api_key", (value: string) => sendRaw(called.url(`/x?api_key=${value}`))],
  [
    "cookie",
    "key",
    (value: string) => sendRaw(called.url("/x"), { headers: { cookie: `a=1; key=${value}` } }),
  ],
] as const;
