import { randomBytes } from "node:crypto";
import type { CallReader } from "../../../call-records/call-reader.ts";
import type { CallRecords } from "../../../call-records/call-records.ts";
import { requestOf } from "../../../presented/call-request.fixture.ts";
import { aBasicCredential } from "../../../testing/credentials.ts";
import { aConsumer, aService, aSubscription, NOW } from "../../../testing/records.ts";
import { fittingPassword, type Hashing, hashPassword } from "../password.ts";
import { usernamePointer } from "../username-pointer.ts";
import { createVerifyBasic } from "./verify-basic.ts";

/** Each hash that has begun; a held one goes on when it is told to. */
export const hashes = { begun: [] as { password: string; goOn(): void }[], held: false };
const begin = async (password: string): Promise<void> => {
  const going = Promise.withResolvers<void>();
  hashes.begun.push({ password, goOn: going.resolve });
  if (hashes.held) await going.promise;
};
const hashing: Hashing = async (password, phcs) => {
  await begin(password);
  return fittingPassword(password, phcs);
};

export const ana = { username: "ana", password: "the password of Ana" };
export const bob = { username: "bob", password: "the password of Bob" };
const shared = { service: aService(), suspendedTeams: new Set<string>() };
const none: CallRecords = { credential: undefined, consumer: undefined, subscription: undefined, ...shared };
const recordsOf = async ({ username, password }: typeof ana): Promise<CallRecords> => {
  const secrets = [{ phc: await hashPassword(password, randomBytes) }];
  const credential = aBasicCredential({ username, secrets });
  const { history: _long, ...subscription } = aSubscription({ status: "active" });
  return { credential, consumer: aConsumer(), subscription, ...shared };
};
const table = new Map([
  ["ana", await recordsOf(ana)],
  ["bob", await recordsOf(bob)],
]);
const pointers = new Map([...table.keys()].map((name) => [usernamePointer(name), name]));

/** Wrong passwords, as all instances count them. */
export const counted = () => new Map<string, number>();

/** What is read of a table that holds Ana and Bob, with a list of the questions. */
const lookAt = (asked: string[] = [], failures = counted()): CallReader => {
  const at = ({ lookup }: { lookup: string }) => table.get(lookup) ?? none;
  const placeOf = (pointer: string) => {
    const lookup = pointers.get(pointer);
    return lookup === undefined ? undefined : { consumerId: "con_0000000000000001", lookup };
  };
  const records = async (key: { lookup: string }) => {
    asked.push("records");
    return at(key);
  };
  return {
    now: NOW,
    readAgainBeforeRefusing: () => false,
    records,
    recordsOf: async (keys) => keys.map(at),
    recordsNow: records,
    places: async (names) =>
      new Map(names.flatMap((name) => [placeOf(name) ?? []].flat().map((place) => [name, place]))),
    token: async () => ({ holders: new Map(), owners: new Map(), at: NOW }),
    isNamedWithSecret: async () => false,
    login: async ({ username, lane }) => {
      asked.push("login");
      const place = placeOf(usernamePointer(username));
      return { ...(place ? { place } : {}), failures: failures.get(lane) ?? 0 };
    },
    countFailure: async ({ lane }) => {
      asked.push("count");
      failures.set(lane, (failures.get(lane) ?? 0) + 1);
    },
  };
};

export type Presented = { login: typeof ana; header?: string };
export const starting = (failures = counted()) => {
  const basic = createVerifyBasic({ passwordLifetime: 60_000, mostPasswords: 1000 }, hashing);
  const prove = async (reader: CallReader, { login, header = "authorization" }: Presented, call: object) => {
    const presented = {
      type: "basic" as const,
      login,
      positions: [{ where: "header" as const, name: header }],
    };
    const request = { ...requestOf("", "weather"), ...call };
    const proof = await basic.prove(
      { ...presented, positions: [presented.positions[0] ?? never()] },
      request,
      reader,
    );
    return "reason" in proof ? proof.reason : proof.outcome;
  };
  return {
    basic,
    login: (of: typeof ana, sourceIp: string, header = "authorization", asked?: string[], asking?: string) =>
      prove(
        lookAt(asked, failures),
        { login: of, header },
        { sourceIp, ...(asking === undefined ? {} : { asking }) },
      ),
    /** Several of one request. */
    logins: (...all: Presented[]) => {
      const reader = lookAt([], failures);
      return Promise.all(all.map((each) => prove(reader, each, { sourceIp: "127.7.7.7" })));
    },
  };
};
const never = (): never => {
  throw new Error("There is a place.");
};
