import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshName, type Making, making } from "../support/making.ts";
import { asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { type Caller, issuerKeys, makeCallers } from "./callers.fixture.ts";
import { type CheckingUpstream, startCheckingUpstream } from "./checking-upstream.fixture.ts";
import { inboxOf, operatorOf } from "./operator.fixture.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const TEAM = "providers";
const SERVICE = "weather";

interface ShownRing {
  ring: string;
  keys: { key: string; state: string }[];
}

let latchkey: RunningLatchkey;
let operator: ReturnType<typeof operatorOf>;
let upstream: CheckingUpstream;
let send: Send;
let make: Making;
let callers: Caller[];
beforeAll(async () => {
  latchkey = await startLatchkey();
  operator = operatorOf(latchkey);
  send = asRoot(latchkey);
  make = making(send);
  const header = { name: "x-upstream-key", value: "a secret of the upstream" };
  upstream = await startCheckingUpstream({
    jwks: `${latchkey.control}/.well-known/jwks.json`,
    service: SERVICE,
    header,
    issuerKeys: await issuerKeys(),
    now: operator.now,
  });
  await make.team({ slug: TEAM });
  await make.service(TEAM, {
    slug: SERVICE,
    assertion: true,
    upstream: { url: upstream.url, headers: { [header.name]: header.value } },
  });
  callers = await makeCallers(make, TEAM, SERVICE, `${upstream.url}/keys`);
});
afterAll(async () => {
  await upstream?.stop();
  await latchkey?.[Symbol.asyncDispose]();
});

const rings = async (): Promise<ShownRing[]> => (await operator.root({ do: "list-keys" })).rings;
const currentKeys = async (): Promise<Map<string, string>> =>
  new Map(
    (await rings()).map(({ ring, keys }) => [ring, keys.find(({ state }) => state === "current")?.key ?? ""]),
  );

/** What each kind of credential is answered. */
const answers = async (): Promise<[string, number][]> => {
  const url = `${latchkey.gateway}/${SERVICE}/today`;
  return Promise.all(
    callers.map(
      async ({ kind, request }): Promise<[string, number]> => [
        kind,
        (await fetch(url, await request(url, operator.now()))).status,
      ],
    ),
  );
};
const allAnswered = () => callers.map(({ kind }) => [kind, 200]);

/** An application, and the link in the mail that its approver got. */
const applyForLink = async (): Promise<string> => {
  const reason = freshName("reason");
  await make.apply(await make.consumer(TEAM), SERVICE, { reason });
  const mails = await eventually(
    () => inboxOf(latchkey),
    (all) => all.some(({ text }) => text.includes(reason) && text.includes("/approvals/")),
  );
  const mail = mails.find(({ text }) => text.includes(reason) && text.includes("/approvals/"));
  return /https?:\/\/\S+\/approvals\/[\w.~-]+/.exec(mail?.text ?? "")?.[0] ?? "";
};

describe("keys on one machine, as the clock goes on", () => {
  it("are all replaced after ninety days, while credentials and links from before hold", async () => {
    const first = await currentKeys();
    await operator.pass(88 * DAY);
    expect(await currentKeys()).toEqual(first);
    expect(await answers()).toEqual(allAnswered());
    const link = await applyForLink();

    await operator.pass(3 * DAY);
    expect(await currentKeys()).toEqual(first);
    for (const { ring, keys } of await rings()) expect([ring, keys.length]).toEqual([ring, 2]);
    expect(await answers()).toEqual(allAnswered());

    await operator.pass(6 * HOUR);
    const second = await currentKeys();
    for (const [ring, key] of first) expect([ring, second.get(ring) === key]).toEqual([ring, false]);
    expect(await answers()).toEqual(allAnswered());
    expect((await send("GET", "/v1/me")).status).toBe(200);

    const approved = await fetch(link, {
      method: "POST",
      body: new URLSearchParams({ decision: "approve" }),
    });
    expect(approved.status).toBe(200);
    expect([...upstream.refusals]).toEqual([]);
  });

  it("leave their rings when nothing depends on them, and not before", async () => {
    await operator.pass(6 * HOUR);
    const lengths = async () =>
      Object.fromEntries((await rings()).map(({ ring, keys }) => [ring, keys.length]));
    expect(await lengths()).toEqual({
      pepper: 1,
      data: 1,
      link: 2,
      request: 2,
      audit: 2,
      record: 2,
      assertion: 1,
      token: 1,
    });
    expect(await answers()).toEqual(allAnswered());
    await operator.pass(15 * DAY);
    expect(await lengths()).toMatchObject({ link: 1, request: 1, audit: 2, record: 2 });
    expect(await answers()).toEqual(allAnswered());
    expect([...upstream.refusals]).toEqual([]);
  });

  it("may be rotated by hand meanwhile: what was begun is finished", async () => {
    const before = (await currentKeys()).get("link");
    const { key } = await operator.root({ do: "add-key", ring: "link" });
    await operator.pass(2 * HOUR);
    expect((await currentKeys()).get("link")).toBe(key);
    expect(key).not.toBe(before);
  });
});
