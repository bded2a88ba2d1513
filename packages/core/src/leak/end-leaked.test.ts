import { describe, expect, it } from "vitest";
import { apiKeyPointer } from "../credential/api-key/api-key-pointer.ts";
import type { Credential, CredentialRecord } from "../credential/credential.ts";
import { lookupOf } from "../credential/part/credential-place.ts";
import { hashKey, sha256 } from "../key-ring/pepper.ts";
import { Raced, Unavailable } from "../outage.ts";
import type { Change } from "../store/change.ts";
import type { Team } from "../team/team.ts";
import { aBasicCredential } from "../testing/credentials.ts";
import { aConsumer, aCredential, aRing, aTeam, DAY, keysOf, NOW, timeAt } from "../testing/records.ts";
import { endLeaked, type LeakWork } from "./end-leaked.ts";
import type { LeakedValue } from "./leak-report.ts";

const ring = aRing("p2", "p1");
const digest = (secret: string) => sha256(secret).toString("hex");
const credential = aCredential({ secrets: [hashKey(ring, sha256("secret"))] });
const place = { consumerId: credential.consumerId, lookup: lookupOf(credential.id) };
const ours: LeakedValue = { sha256: digest("secret"), place };

interface World {
  credentials: Credential[];
  consumer?: Parameters<typeof aConsumer>[0];
  onLeak?: Team["onLeak"];
  names?: Map<string, typeof place>;
}

const world = ({ credentials, consumer = {}, onLeak, names = new Map() }: World) => {
  const table = [...credentials];
  const committed: Change<CredentialRecord>[] = [];
  const looked: string[] = [];
  const state = { races: 0 };
  const work: LeakWork = {
    stores: {
      placesOf: async (wanted) => {
        looked.push(...wanted);
        return new Map([...names].filter(([name]) => wanted.includes(name)));
      },
      credentialsAt: async (places) =>
        table.filter(({ id, consumerId }) =>
          places.some((each) => each.consumerId === consumerId && each.lookup === lookupOf(id)),
        ),
      consumer: async (id) => aConsumer({ id, ...consumer }),
      team: async () => aTeam(onLeak ? { onLeak } : {}),
    },
    keys: keysOf(ring),
    now: () => NOW,
    commit: () => async (change) => {
      if (state.races > 0) {
        state.races -= 1;
        throw new Raced();
      }
      committed.push(change);
      for (const each of change.writes)
        if (each.write === "replace")
          table.splice(
            table.findIndex(({ id }) => id === each.record.value.id),
            1,
            each.record.value,
          );
    },
    again: async (run) =>
      run().catch((error: unknown) => (error instanceof Raced ? run() : Promise.reject(error))),
  };
  const end = (...values: LeakedValue[]) => endLeaked(work, { at: timeAt(NOW), values });
  const types = () => committed.flatMap(({ events }) => events.map(({ type }) => type));
  return { end, table, types, committed, looked, state, work };
};

describe("what was reported", () => {
  it("ends where it is ours, and is found no more", async () => {
    const { end, table, committed, types } = world({ credentials: [credential] });
    expect(await end({ ...ours, url: "https://x.test" })).toBe(1);
    expect(table).toMatchObject([
      { status: "disabled", secrets: [], leakedUrl: "https://x.test", revision: 2 },
    ]);
    expect(types()).toEqual(["credential.leaked", "credential.revoked"]);
    const about = {
      actor: "system",
      team: "callers",
      consumer: credential.consumerId,
      credential: credential.id,
    };
    expect(committed[0]?.events).toEqual([
      { type: "credential.leaked", ...about },
      { type: "credential.revoked", ...about, credentialName: credential.name, reason: "leaked" },
    ]);
    expect(await end(ours)).toBe(0);
    expect(committed).toHaveLength(1);
  });

  it("is told of alone where the team wants it so", async () => {
    const { end, types, table } = world({ credentials: [credential], onLeak: "notify" });
    expect([await end(ours), await end(ours)]).toEqual([1, 0]);
    expect(types()).toEqual(["credential.leaked"]);
    expect(table).toMatchObject([{ status: "enabled", secrets: [{ leakedAt: timeAt(NOW) }] }]);
  });

  it("is found under every pepper of the ring where it is an imported key", async () => {
    const old = hashKey(aRing("p1"), sha256("secret"));
    const names = new Map([[apiKeyPointer(old.pepper, old.hash), place]]);
    const { end, looked } = world({ credentials: [{ ...credential, secrets: [old] }], names });
    expect(await end({ sha256: digest("secret") })).toBe(1);
    expect(looked.map((name) => name.split("#")[1])).toEqual(["p2", "p1"]);
  });

  it("is each of a report, and one secret once", async () => {
    const second = aCredential({ id: "crd_2", secrets: [hashKey(ring, sha256("second"))] });
    const { end } = world({ credentials: [credential, second] });
    const other = { sha256: digest("second"), place: { ...place, lookup: lookupOf("crd_2") } };
    expect(await end(ours, other, ours, { sha256: digest("unknown") })).toBe(2);
  });

  it("is ended by another attempt where a change has raced", async () => {
    const { end, state, committed } = world({ credentials: [credential] });
    state.races = 1;
    expect(await end(ours)).toBe(1);
    expect(committed).toHaveLength(1);
  });

  it("is found with a pepper that the remembered ring lacks", async () => {
    const { work, end } = world({ credentials: [credential] });
    work.keys = { ring: async () => aRing("p1"), refresh: async () => ring };
    expect(await end(ours)).toBe(1);
  });

  it.each<[what: string, world: World, value: LeakedValue]>([
    ["nothing is at its place", { credentials: [] }, ours],
    ["its digest is another", { credentials: [credential] }, { ...ours, sha256: digest("other") }],
    [
      "its place is another",
      { credentials: [credential] },
      { ...ours, place: { ...place, lookup: "000000" } },
    ],
    ["its consumer is deleted", { credentials: [credential], consumer: { status: "deleted" } }, ours],
    [
      "it has ended",
      {
        credentials: [
          { ...credential, secrets: [{ ...hashKey(ring, sha256("secret")), validUntil: timeAt(NOW) }] },
        ],
      },
      ours,
    ],
    ["the credential is of a type without a form", { credentials: [aBasicCredential()] }, ours],
    [
      "its pepper is gone",
      { credentials: [{ ...credential, secrets: [hashKey(aRing("p0"), sha256("secret"))] }] },
      ours,
    ],
  ])("is left alone where %s", async (_what, made, value) => {
    const { end, committed } = world(made);
    expect(await end(value)).toBe(0);
    expect(committed).toEqual([]);
  });

  it("is nothing of a report without values", async () => {
    expect(await world({ credentials: [credential] }).end()).toBe(0);
  });

  it("is not forgotten while the store does not answer", async () => {
    const { work, end } = world({ credentials: [{ ...credential, expiresAt: timeAt(NOW + DAY) }] });
    work.stores.team = () => Promise.reject(new Unavailable("down"));
    await expect(end(ours)).rejects.toBeInstanceOf(Unavailable);
  });
});
