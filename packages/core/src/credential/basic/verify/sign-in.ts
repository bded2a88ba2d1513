import { parseIpAddress } from "../../../address/ip-network.ts";
import type { CallReader } from "../../../call-records/call-reader.ts";
import { type LoginNames, UNKNOWN_PLACE } from "../../../call-records/call-records.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { expectedPosition, type PresentedAt } from "../../../presented/presented.ts";
import { FailureThrottle, WRONG_PASSWORDS } from "../../../proof/failure-throttle.ts";
import { type KnownRecords, knownRecords } from "../../../proof/proof.ts";
import type { CredentialPlace } from "../../part/credential-place.ts";
import { livingSecrets } from "../../part/secret.ts";
import type { BasicCredential } from "../basic-credential.ts";
import type { FittingPassword, Hashing } from "../password.ts";
import type { PresentedBasic } from "../present-basic.ts";
import { usernamePointer } from "../username-pointer.ts";
import { FairQueue } from "./fair-queue.ts";
import type { OneHash } from "./one-hash.ts";

export type PresentedLogin = PresentedAt<PresentedBasic>;

/** What a user name and a password have come to. */
export type Login =
  | { outcome: "right"; place: CredentialPlace; credentialId: string; fitting: FittingPassword }
  | { outcome: "wrong"; records?: KnownRecords<BasicCredential> }
  /** Another password of the same request was hashed. */
  | { outcome: "not-hashed"; records?: KnownRecords<BasicCredential> }
  /** A user that exists. */
  | { outcome: "throttled" };

export interface SignIn {
  /** @throws QueueFull */
  signIn(
    presented: PresentedLogin,
    request: CallRequest,
    reader: CallReader,
    hash: OneHash<Login>,
  ): Promise<Login>;
  figures(): { throttled: number; waiting: number };
}

/** Two cores' worth: the event loop and other users stay served. */
const QUEUE = { slots: 2, mostOfSource: 100, most: 1000 };

/**
 * Two round trips and one hash, whether a user exists or not; none of them after too many failures. Failures are counted
 * here and over all instances: what is right writes nothing.
 */
export const createSignIn = (mostUsers: number, hashing: Hashing): SignIn => {
  const throttle = new FailureThrottle({ ...WRONG_PASSWORDS, mostKeys: mostUsers });
  const queue = new FairQueue(QUEUE);

  const check = async (
    { login: { password }, positions }: PresentedLogin,
    request: CallRequest,
    reader: CallReader,
    names: LoginNames,
    hash: OneHash<Login>,
  ): Promise<Login> => {
    const finding = find(request, reader, names);
    hash.enter(finding);
    const { place, failures, records } = await finding;
    const isTheirs =
      records?.credential.username === names.username && expectedPosition(records.credential, positions);
    const known = records && isTheirs ? { records } : {};
    if (failures >= WRONG_PASSWORDS.mostFailures) return throttled(place !== undefined);
    if (!(await hash.mayHash("records" in known))) return { outcome: "not-hashed", ...known };
    const secrets = known.records ? livingSecrets(known.records.credential.secrets, reader.now) : [];
    const fitting = await queue.run(laneOf(request), () =>
      hashing(
        password,
        secrets.map((secret) => secret.phc),
      ),
    );
    if (known.records && place && fitting)
      return { outcome: "right", place, credentialId: known.records.credential.id, fitting };
    await reader.countFailure(names);
    return { outcome: "wrong", ...known };
  };

  return {
    signIn: async (presented, request, reader, hash) => {
      const { username } = presented.login;
      const user = `${laneOf(request)} ${usernamePointer(username)}`;
      if (!(await throttle.enter(user, reader.now)))
        return throttled((await reader.places([usernamePointer(username)])).size > 0);
      let isWrong = false;
      try {
        const login = await check(presented, request, reader, { username, lane: user }, hash);
        isWrong = login.outcome === "wrong";
        return login;
      } finally {
        throttle.leave(user, { failed: isWrong });
      }
    },
    figures: () => ({ throttled: throttle.size, waiting: queue.waiting }),
  };
};

/** A login of an unknown user may be meant for the upstream: it is passed over, however many failures there were. */
const throttled = (isUser: boolean): Login => (isUser ? { outcome: "throttled" } : { outcome: "not-hashed" });

/**
 * Those who share what they may try: a neighbourhood of addresses, or the team that asks for verdicts: it chooses the
 * address that it tells.
 */
const laneOf = ({ sourceIp, asking }: CallRequest): string =>
  asking === undefined ? sourcePrefix(sourceIp) : `verify/${asking}`;

const find = async (request: CallRequest, reader: CallReader, names: LoginNames) => {
  const { place, failures } = await reader.login(names);
  const found = await reader.recordsNow({ ...(place ?? UNKNOWN_PLACE), service: request.service });
  return { place, failures, records: knownRecords(found, "basic") };
};

/**
 * Who shares an address with whom: the /24 of an IPv4 address, the /64 of an IPv6 one. An IPv4 address mapped into
 * IPv6 is the IPv4 address. What is no address has a prefix of its own.
 */
export const sourcePrefix = (address: string): string => {
  // A zone (RFC 4007) is not part of the address.
  const parsed = parseIpAddress(address.split("%", 1)[0] ?? "");
  if (!parsed) return "none";
  return parsed.version === 4 ? `4/${parsed.bits >> 8n}` : `6/${parsed.bits >> 64n}`;
};
