import { describe, expect, it } from "vitest";
import type { Credential } from "../credential/credential.ts";
import { DEFAULT_TIMING } from "../due/timing.ts";
import { mailable } from "../mail/recipient.ts";
import { aConsumer, aCredential, DAY, NOW, timeAt } from "../testing/records.ts";
import { credentialNotices } from "./credential-notice.ts";
import { event, withoutSubscription } from "./notifications-for.fixture.ts";

type Fact = Parameters<typeof credentialNotices>[1];

const OWNERS = ["sue@example.com", "tom@example.com"].flatMap((email) =>
  mailable({ as: "member", member: { email } }),
);
const AT = withoutSubscription(event("credential.created"));
const consumer = aConsumer({ name: "web-shop", team: "shop" });
const credential = (fields: Parameters<typeof aCredential>[0] = {}) =>
  aCredential({ name: "production", ...fields });
const notices = (fact: Fact, found: Credential | undefined, maxDays?: number, owners = OWNERS) =>
  credentialNotices({ ...AT, credential: "crd_1" }, fact, consumer, found, owners, DEFAULT_TIMING, maxDays);
const dataOf = (...of: Parameters<typeof notices>) => {
  const [notice] = notices(...of);
  return notice?.kind === "credential" ? notice.data : undefined;
};
/** Announced ahead by this many days at most. */
const AHEAD = Math.max(...DEFAULT_TIMING.announceDays) * DAY;

describe("a fact about a credential", () => {
  it.each<[fact: Fact, found: Credential | undefined, isTold: boolean]>([
    ["created", credential(), true],
    ["created", undefined, false],
    ["rotated", credential(), false],
    ["rotated", credential({ previousValidUntil: timeAt(NOW) }), true],
    // Its former secret has ended with a leak.
    ["rotated", credential({ leakedAt: timeAt(NOW) }), true],
    ["disabled", credential(), false],
    ["disabled", credential({ status: "disabled" }), true],
    ["disabled", undefined, false],
    ["revoked", credential(), false],
    ["revoked", undefined, true],
    ["leaked", credential(), false],
    ["leaked", credential({ leakedAt: timeAt(NOW) }), true],
    ["leaked", undefined, false],
    ["expiring", credential(), false],
    ["expiring", credential({ expiresAt: timeAt(NOW) }), false],
    ["expiring", credential({ expiresAt: timeAt(NOW + 1) }), true],
    ["expiring", credential({ expiresAt: timeAt(NOW + AHEAD) }), true],
    ["expiring", credential({ expiresAt: timeAt(NOW + AHEAD + 1) }), false],
    ["expired", credential(), false],
    ["expired", credential({ expiresAt: timeAt(NOW) }), true],
    ["expired", credential({ expiresAt: timeAt(NOW + 1) }), false],
    ["expired", undefined, false],
  ])("%s is told while it is true: %o", (fact, found, isTold) => {
    expect(notices(fact, found).map(({ to }) => to)).toEqual(isTold ? OWNERS : []);
  });

  it("is told to each owner under a key of its own, and makes none where there is no owner", () => {
    expect(notices("created", credential()).map(({ key }) => key)).toEqual(
      OWNERS.map((to) => `evt_1#credential#${to}`),
    );
    expect(notices("created", credential(), undefined, [])).toEqual([]);
  });

  it("names the credential as it is now, else as its event does, else by its id", () => {
    expect(dataOf("created", credential({ name: "renamed" }))?.credential).toEqual({
      ...{ id: "crd_1", name: "renamed", type: "api-key" },
    });
    expect(dataOf("revoked", undefined)?.credential).toEqual({ id: "crd_1" });
    const named = { ...AT, credential: "crd_1", credentialName: "former" };
    const [notice] = credentialNotices(named, "revoked", consumer, undefined, OWNERS, DEFAULT_TIMING);
    expect(notice?.data).toMatchObject({ credential: { id: "crd_1", name: "former" } });
  });

  it.each<
    [what: string, expiresAt: string | undefined, maxDays: number | undefined, told: number | undefined]
  >([
    ["where its team's rule ends it", timeAt(NOW + 5 * DAY), 5, 5],
    ["not where it ends sooner", timeAt(NOW + 5 * DAY - 1), 5, undefined],
    ["not where there is no rule", timeAt(NOW + 5 * DAY), undefined, undefined],
    ["not where it does not end", undefined, 5, undefined],
  ])("tells the rule's days %s", (_what, expiresAt, maxDays, told) => {
    expect(dataOf("created", credential(expiresAt ? { expiresAt } : {}), maxDays)?.maxDays).toBe(told);
  });

  it("tells the overlap of a rotation alone, and what has become of a leak alone", () => {
    const overlap = {
      previousValidUntil: timeAt(NOW + DAY),
      leakedAt: timeAt(NOW),
      leakedUrl: "https://x.test",
    };
    expect(dataOf("rotated", credential(overlap))).toMatchObject({ previousValidUntil: timeAt(NOW + DAY) });
    expect(dataOf("rotated", credential(overlap))).not.toHaveProperty("leak");
    expect(dataOf("leaked", credential(overlap))).not.toHaveProperty("previousValidUntil");
    expect(dataOf("leaked", credential(overlap))?.leak).toEqual({
      state: "one-ended",
      foundAt: "https://x.test",
    });
    expect(dataOf("leaked", credential({ leakedAt: timeAt(NOW), status: "disabled" }))?.leak).toEqual({
      state: "disabled",
    });
  });

  it("holds no secret", () => {
    const [notice] = notices("created", credential({ secrets: [{ hash: "hash-of-it", pepper: "p1" }] }));
    expect(JSON.stringify(notice)).not.toContain("hash-of-it");
  });
});
