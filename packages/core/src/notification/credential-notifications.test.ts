import { describe, expect, it } from "vitest";
import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import { CAST } from "../testing/cast.ts";
import { aConsumer, aCredential, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { CREDENTIAL_NOTIFICATIONS } from "./credential-notifications.ts";
import { event, readsOf, withoutSubscription } from "./notifications-for.fixture.ts";

type Type = keyof typeof CREDENTIAL_NOTIFICATIONS;
const TYPES = Object.keys(CREDENTIAL_NOTIFICATIONS) as Type[];
const OWNER = "owner@callers.test";
const LEAKED = aCredential({ leakedAt: timeAt(NOW) });
const ROOT = aConsumer({ name: "root", team: "latchkey" });

interface Case {
  consumer?: Consumer | [];
  credential?: Credential | [];
  fields?: Parameters<typeof aTeam>[0];
  about?: object;
}

const noticesOf = (
  type: Type,
  { consumer = aConsumer(), credential = aCredential(), fields, about }: Case = {},
  later = 0,
) => {
  const { id } = aConsumer();
  const named = { consumer: id, credential: "crd_1", credentialName: "key" };
  const of = { ...withoutSubscription(event(type, later)), ...named, ...about };
  const reads = readsOf({ ...CAST, consumer, credential, ...(fields ? { team: aTeam(fields) } : {}) });
  return CREDENTIAL_NOTIFICATIONS[type](of, reads);
};
const told = async (type: Type, given?: Case) => (await noticesOf(type, given)).map(({ to }) => to);

describe("what is told of a credential", () => {
  it.each<[type: Type, credential: Credential | []]>([
    ["credential.created", aCredential()],
    ["credential.rotated", aCredential({ previousValidUntil: timeAt(NOW) })],
    ["credential.disabled", aCredential({ status: "disabled" })],
    ["credential.revoked", []],
    ["credential.leaked", LEAKED],
    ["credential.expiring", aCredential({ expiresAt: timeAt(NOW + DAY) })],
    ["credential.expired", aCredential({ expiresAt: timeAt(NOW) })],
  ])("%s goes to the owners of the consumer's team", async (type, credential) => {
    expect(await told(type, { credential })).toEqual([OWNER]);
  });

  it.each(TYPES)(
    "%s of a consumer that is deleted or gone, or of no credential, is told to no one",
    async (type) => {
      const gone: Case[] = [
        { consumer: aConsumer({ status: "deleted" }) },
        { consumer: [] },
        { about: { credential: undefined } },
      ];
      for (const given of gone) expect(await told(type, given)).toEqual([]);
    },
  );

  it("a leak of root's is told to the admins: its team may have no owner", async () => {
    const given = { consumer: ROOT, credential: LEAKED };
    expect(await told("credential.leaked", given)).toEqual(["ada@example.com", "abe@example.com"]);
    expect(await told("credential.created", given)).toEqual([]);
  });

  it.each<[type: Type, rule: number | undefined, later: number]>([
    ["credential.expiring", 30, 29 * DAY],
    ["credential.expired", 30, 30 * DAY],
    ["credential.created", undefined, 0],
  ])("%s says where the team's rule is what ends it: %s", async (type, rule, later) => {
    const credential = aCredential({ expiresAt: timeAt(NOW + 30 * DAY) });
    const team = { maxCredentialDays: 30 };
    const [notice] = await noticesOf(type, { credential, fields: team }, later);
    expect(notice?.data).toMatchObject(rule === undefined ? { fact: "created" } : { maxDays: rule });
    const [other] = await noticesOf(type, { credential, fields: { maxCredentialDays: 31 } }, later);
    expect(other?.data).not.toHaveProperty("maxDays");
  });
});
