import { edgeReadings } from "@latchkey/local/composition/edge-readings.fixture";
import { beforeAll, expect } from "vitest";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

export type Lines = readonly (readonly [string, string])[];

export const key = ({ secret }: Caller) => secret["apiKey"] ?? "";

const basicOf = (username = "", password = "") =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

/** A call with a key in some place. */
interface Placed {
  path: string;
  headers?: Record<string, string>;
}

/** Sends it, where no edge is in front, and holds that it would be read the same behind one: so it would be answered the same. */
const sendAlike = (url: string, headers: Lines) => {
  const { host, pathname, search } = new URL(url);
  const wire = {
    method: "GET",
    target: `${pathname}${search}`,
    headers: [["Host", host] as const, ...headers],
  };
  const readings = edgeReadings(wire);
  expect(readings?.behind).toEqual(readings?.direct);
  return sendRaw(url, { headers });
};

/** Two callers at the Latchkey of this worker: `one` has a key and a login, `other` a key. */
export const severalCredentials = () => {
  let shared: { called: Called; one: Caller; other: Caller; login: Record<string, string> };
  beforeAll(async () => {
    const called = await sharedCalled();
    const one = await called.caller({});
    const login = (await called.make.credential(one.consumer, { type: "basic" })).secret;
    shared = { called, one, login, other: await called.caller({}) };
  });
  return {
    called: () => shared.called,
    one: () => shared.one,
    other: () => shared.other,
    call: (headers: Lines, path = "/orders") => sendAlike(shared.called.url(path), headers),
    sendAt: ({ path, headers = {} }: Placed) => sendAlike(shared.called.url(path), Object.entries(headers)),
    basic: () => basicOf(shared.login["username"], shared.login["password"]),
    wrong: () => basicOf(shared.login["username"], "wrong"),
  };
};

/** Places that a credential may say its key is in, and a call with a key there. */
export const PLACES: readonly [
  where: "header" | "query" | "cookie",
  name: string,
  at: (value: string) => Placed,
][] = [
  ["header", "X-Old-Key", (value) => ({ path: "/x", headers: { "x-old-key": value } })],
  ["header", "X-Old-Bearer", (value) => ({ path: "/x", headers: { "x-old-bearer": `Bearer ${value}` } })],
  ["query", "api_key", (value) => ({ path: `/x?api_key=${value}` })],
  ["cookie", "key", (value) => ({ path: "/x", headers: { cookie: `a=1; key=${value}` } })],
];
