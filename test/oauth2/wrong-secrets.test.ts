import { beforeAll, expect, it } from "vitest";
import type { Called } from "../credentials/called.fixture.ts";
import { basicOf, type Client, clientsOf, GRANT, shared } from "./oauth2.fixture.ts";

let called: Called;
let clients: ReturnType<typeof clientsOf>;
let right: Client;
let beside: Client;
beforeAll(async () => {
  called = await shared();
  clients = clientsOf(called);
  [right, beside] = await Promise.all([clients.client(), clients.client()]);
});

const ask = (client: Pick<Client, "id" | "password">, from: string) =>
  clients.ask([GRANT], { authorization: basicOf(client), from });
const countOf = (statuses: readonly number[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(statuses, String)).map(([status, all]) => [status, all?.length]),
  );

it("a flood of wrong secrets of one client ends in 429, and leaves it served elsewhere, and every other client there", async () => {
  const flood = Array.from({ length: 1000 }, (_, n) =>
    ask({ id: right.id, password: `wrong-${n}` }, "127.50.1.1"),
  );
  const served = Array.from({ length: 20 }, async (_, n) => [
    (await ask(right, `127.50.2.${n}`)).status,
    (await ask(beside, "127.50.1.1")).status,
  ]);
  expect(new Set((await Promise.all(served)).flat())).toEqual(new Set([200]));
  const answers = await Promise.all(flood);
  expect(countOf(answers.map(({ status }) => status))).toEqual({ 401: 10, 429: 990 });
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.json.error).toBe("temporarily_unavailable");
  expect(refused?.headers["retry-after"]).toBe("60");
  // Not looked at any more, right or wrong, from the whole neighbourhood.
  expect((await ask(right, "127.50.1.77")).status).toBe(429);
});

it("a flood in the names of a hundred clients leaves a right one served from there", async () => {
  const names = Array.from({ length: 100 }, (_, n) => `cl_${String(n).padStart(22, "0")}`);
  const flood = names.map((id) => ask({ id, password: "wrong" }, "127.51.1.1"));
  const served = Array.from({ length: 10 }, () => ask(right, "127.51.1.2"));
  expect(countOf((await Promise.all(served)).map(({ status }) => status))).toEqual({ 200: 10 });
  expect(countOf((await Promise.all(flood)).map(({ status }) => status))).toEqual({ 401: 100 });
});
