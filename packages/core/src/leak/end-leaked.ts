import { SYSTEM } from "../access/actor.ts";
import { isoTime } from "../clock.ts";
import { exists } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import { apiKeyPointers } from "../credential/api-key/api-key-pointer.ts";
import type { CredentialRecord } from "../credential/credential.ts";
import { credentialResult } from "../credential/credential-event.ts";
import { type CredentialPlace, lookupOf } from "../credential/part/credential-place.ts";
import { livingSecrets } from "../credential/part/secret.ts";
import type { KeyRing, KeyRings } from "../key-ring/key-ring.ts";
import { matchesHashedKey } from "../key-ring/pepper.ts";
import type { Commit } from "../store/change.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { LeakedValue, LeakReport } from "./leak-report.ts";
import type { LeakStore } from "./leak-store.ts";
import { isLeakable, type Leakable, type LeakOutcome, leakedCredential } from "./leaked-credential.ts";

export interface LeakWork {
  stores: LeakStore & Pick<ConsumerStore, "consumer"> & Pick<TeamStore, "team">;
  keys: KeyRings;
  now(): number;
  commit(now: number): Commit<CredentialRecord>;
  /** Runs a change again that has raced. */
  again<T>(run: () => Promise<T>): Promise<T>;
}

/**
 * Compares what was reported with what is stored, and ends what is ours. The same report again finds nothing left to do.
 * @returns how many secrets of ours it has found
 */
export const endLeaked = async (work: LeakWork, { values }: LeakReport): Promise<number> => {
  const peppers = await work.keys.ring("pepper");
  const names = new Map(
    values.flatMap((value) =>
      value.place ? [] : [[value, apiKeyPointers(peppers, Buffer.from(value.sha256, "hex"))] as const],
    ),
  );
  const places = await work.stores.placesOf([...names.values()].flat());
  const wanted = values.flatMap((value) => {
    const place = value.place ?? (names.get(value) ?? []).flatMap((name) => places.get(name) ?? [])[0];
    return place ? [{ value, place }] : [];
  });
  const unique = new Map(wanted.map(({ place }) => [keyOf(place), place]));
  const there = new Set((await work.stores.credentialsAt([...unique.values()])).map(placeKey));
  let found = 0;
  for (const { value, place } of wanted)
    if (there.has(keyOf(place)) && (await work.again(() => endOne(work, place, value)))) found += 1;
  return found;
};

const endOne = async (work: LeakWork, place: CredentialPlace, value: LeakedValue): Promise<boolean> => {
  const [credential] = await work.stores.credentialsAt([place]);
  if (!credential || !isLeakable(credential)) return false;
  const now = work.now();
  const secret = await secretOf(work.keys, credential, value, now);
  if (!secret) return false;
  const consumer = await work.stores.consumer(credential.consumerId);
  // Its clean-up ends all that it has.
  if (!exists(consumer)) return false;
  const team = await work.stores.team(consumer.team);
  const leak = { secret, at: isoTime(now), url: value.url };
  const outcome = leakedCredential(credential, leak, team?.onLeak ?? "revoke", now);
  if (!outcome) return false;
  await work.commit(now)(changeOf(outcome, consumer.team));
  return true;
};

const changeOf = ({ credential, events }: LeakOutcome, team: string) => ({
  writes: [{ write: "replace" as const, record: { kind: "credential" as const, value: credential } }],
  events: events.map((type) => ({
    type,
    actor: SYSTEM.kind,
    team,
    consumer: credential.consumerId,
    credential: credential.id,
    ...(type === "credential.revoked" ? { credentialName: credential.name, reason: "leaked" } : {}),
  })),
  result: credentialResult(credential),
});

/** A living secret of the credential that has this digest. */
const secretOf = async (keys: KeyRings, { secrets }: Leakable, { sha256 }: LeakedValue, now: number) => {
  const living = livingSecrets(secrets, now);
  const ring = await ringFor(keys, living);
  const digest = Buffer.from(sha256, "hex");
  return living.find((secret) => matchesHashedKey(ring, secret, digest));
};

/** A pepper that the remembered ring lacks may be a new one. */
const ringFor = async (keys: KeyRings, secrets: readonly { pepper: string }[]): Promise<KeyRing> => {
  const ring = await keys.ring("pepper");
  return secrets.every(({ pepper }) => Object.hasOwn(ring.keys, pepper)) ? ring : keys.refresh("pepper");
};

const keyOf = ({ consumerId, lookup }: CredentialPlace): string => `${consumerId}/${lookup}`;
const placeKey = ({ consumerId, id }: { consumerId: string; id: string }): string =>
  keyOf({ consumerId, lookup: lookupOf(id) });
