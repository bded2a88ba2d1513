import { NewCredential } from "@latchkey/core/credential/credential-input";
import type { Issued } from "@latchkey/core/credential/issue-credential";
import { change, replace } from "@latchkey/core/testing/changes";
import { NOW } from "@latchkey/core/testing/records";
import type { Authorizer } from "@latchkey/core/verdict/authorize";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aCall, startCounted } from "../credentials/store.fixture.ts";

type Counted = Awaited<ReturnType<typeof startCounted>>;
let counted: Counted;
let authorizer: Authorizer;
beforeAll(async () => {
  counted = await startCounted();
});
afterAll(() => counted.stop());
beforeEach(() => {
  authorizer = counted.authorizer();
  counted.items();
});

const issue = (type: NewCredential["type"], more: object = {}): Promise<Issued> =>
  counted.issue(NewCredential.parse({ name: "x", type, ...more }));
const key = async (): Promise<string> => (await issue("api-key")).secret["apiKey"] ?? "";
const call = async (apiKey: string, now = NOW, service = "echo") => {
  const verdict = await authorizer.authorize(aCall({ "x-api-key": apiKey }, { service }), now);
  return { kind: verdict.kind, items: counted.items() };
};

/** The item that counts the wrong passwords for a user name over all instances. */
const WRONG_PASSWORDS = 1;

describe("a verdict asks the table for", () => {
  it("five items in a new instance, three for another caller there, and none for what is remembered", async () => {
    const [one, other] = [await key(), await key()];
    counted.items();
    expect(await call(one)).toEqual({ kind: "allowed", items: 5 });
    expect(await call(other, NOW + 1000)).toEqual({ kind: "allowed", items: 3 });
    expect(await call(one, NOW + 2000)).toEqual({ kind: "allowed", items: 0 });
  });

  it("two, when the shared ones alone are too old", async () => {
    const [one, other] = [await key(), await key()];
    await call(one);
    await call(other, NOW + 2000);
    counted.items();
    expect(await call(other, NOW + 5000)).toEqual({ kind: "allowed", items: 2 });
  });

  it("as many for a user who is there as for one who is not, in a new instance and in a warm one", async () => {
    const { secret } = await issue("basic");
    const wrong = async (username: string, now: number) => {
      const value = Buffer.from(`${username}:wrong`).toString("base64");
      await authorizer.authorize(aCall({ authorization: `Basic ${value}` }), now);
      return counted.items();
    };
    counted.items();
    expect(await wrong(secret["username"] ?? "", NOW)).toBe(1 + 5 + WRONG_PASSWORDS);
    authorizer = counted.authorizer();
    expect(await wrong("nobody", NOW)).toBe(1 + 5 + WRONG_PASSWORDS);
    for (const [now, items] of [
      [NOW + 1, 1 + 3 + WRONG_PASSWORDS],
      [NOW + 2500, 1 + 5 + WRONG_PASSWORDS],
    ] as const)
      for (const username of [secret["username"] ?? "", "nobody"]) {
        authorizer = counted.authorizer();
        await call("lk_nobody", NOW);
        await call(await key(), NOW);
        counted.items();
        expect(await wrong(username, now)).toBe(items);
      }
  });

  it.each([
    ["imported", { accessKey: "AKIDIMPORTED", secretKey: "s".repeat(40) }, "AKIDNOBODYHAS", 1 + 5],
    ["minted", {}, `LK${"0".repeat(22)}`, 5],
  ])(
    "as many for an access key that is taken as for one that is not: %s",
    async (_, fields, unknown, items) => {
      const { secret } = await issue("aksk", fields);
      const wrong = async (accessKey: string) => {
        authorizer = counted.authorizer();
        counted.items();
        const url = "https://gw.example/echo/orders";
        const signed = await signAws4(
          { method: "GET", url },
          { accessKey, secretKey: "w".repeat(40) },
          new Date(NOW),
        );
        const verdict = await authorizer.authorize(aCall({ ...signed }), NOW);
        return [verdict.kind, counted.items()];
      };
      expect(await wrong(secret["accessKey"] ?? "")).toEqual(["unauthenticated", items]);
      expect(await wrong(unknown)).toEqual(["unauthenticated", items]);
    },
  );

  it("no shared item for most of 1,000 refusals within a second, and sees a service that is back within 5 s", async () => {
    const apiKey = await key();
    const published = counted.service;
    const draft = { ...published, revision: 2, status: "draft" as const };
    await counted.commit(change(replace({ kind: "service", value: draft })));
    await call(apiKey);
    counted.items();
    let items = 0;
    for (let n = 0; n < 1000; n += 1) items += (await call(apiKey, NOW + n)).items;
    expect(items).toBeLessThanOrEqual(3 * 1000 + 2 * 25);
    await counted.commit(change(replace({ kind: "service", value: { ...published, revision: 3 } })));
    expect((await call(apiKey, NOW + 6000)).kind).toBe("allowed");
  });
});
