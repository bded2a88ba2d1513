import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import { type CacheFigures, TimedCache } from "../../../cache/timed-cache.ts";
import type { CallReader } from "../../../call-records/call-reader.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { expectedPosition } from "../../../presented/presented.ts";
import { knownRecords, type Proof, refusedProof } from "../../../proof/proof.ts";
import { livingSecrets } from "../../part/secret.ts";
import { fittingPassword, type Hashing } from "../password.ts";
import { QueueFull } from "./fair-queue.ts";
import { OneHash } from "./one-hash.ts";
import { createSignIn, type Login, type PresentedLogin } from "./sign-in.ts";

export interface VerifyBasic {
  prove(presented: PresentedLogin, request: CallRequest, reader: CallReader): Promise<Proof>;
  /** Whether the password was right a moment ago: then proving it hashes nothing. */
  isRemembered(presented: PresentedLogin, now: number): boolean;
  figures(): { passwords: CacheFigures; throttled: number; waiting: number };
}

export interface BasicSettings {
  /** How long a right password is remembered, at most a minute. Milliseconds. */
  passwordLifetime: number;
  mostPasswords: number;
}

/**
 * Two round trips and one hash for every password that was not right a moment ago, whether its user exists or not. Of the
 * passwords of one request one is hashed.
 */
export const createVerifyBasic = (
  settings: BasicSettings,
  hashing: Hashing = fittingPassword,
): VerifyBasic => {
  const logins = new TimedCache<Login>(settings.mostPasswords, ({ outcome }) =>
    outcome === "right" ? settings.passwordLifetime : 0,
  );
  const { signIn, figures } = createSignIn(settings.mostPasswords, hashing);
  const requests = new WeakMap<CallReader, OneHash<Login>>();
  // Passwords are remembered under a key of this process alone, which is written nowhere.
  const processKey = createSecretKey(randomBytes(32));
  // Neither part holds a control character.
  const nameOf = ({ username, password }: PresentedLogin["login"]) =>
    createHmac("sha256", processKey).update(`${username}\0${password}`).digest("base64");

  const hashOf = (reader: CallReader): OneHash<Login> => {
    const hash = requests.get(reader) ?? new OneHash<Login>();
    requests.set(reader, hash);
    return hash;
  };

  const prove: VerifyBasic["prove"] = async (presented, request, reader) => {
    const name = nameOf(presented.login);
    const remembered = logins.get(name, reader.now);
    const known = remembered && (await provenBy(remembered, presented, request, reader));
    if (known) return known;
    const hash = hashOf(reader);
    const login = await hash
      .once(name, () => logins.fresh(name, reader.now, () => signIn(presented, request, reader, hash)))
      .catch(throttledWhenFull);
    return (await provenBy(login, presented, request, reader)) ?? refusalOf(login);
  };

  return {
    prove,
    isRemembered: ({ login }, now) => logins.get(nameOf(login), now)?.outcome === "right",
    figures: () => ({ passwords: logins.figures(), ...figures() }),
  };
};

const refusalOf = (login: Login): Proof => {
  switch (login.outcome) {
    case "throttled":
      return refusedProof("rate-limited");
    case "not-hashed":
      return login.records
        ? refusedProof("malformed-credential", login.records)
        : refusedProof("unknown-credential");
    case "wrong":
      return login.records
        ? refusedProof("bad-signature", login.records)
        : refusedProof("unknown-credential");
    case "right":
      return refusedProof("unknown-credential");
  }
};

/** Proven if the password that was right is still one of the credential's. */
const provenBy = async (
  login: Login,
  { login: { username }, positions }: PresentedLogin,
  { service }: CallRequest,
  reader: CallReader,
): Promise<Proof | undefined> => {
  if (login.outcome !== "right") return undefined;
  const records = knownRecords(await reader.records({ ...login.place, service }), "basic");
  if (!records) return undefined;
  const { credential } = records;
  const at = expectedPosition(credential, positions);
  const isSame = credential.id === login.credentialId && credential.username === username;
  const { phc, rehashed } = login.fitting;
  const fitting = livingSecrets(credential.secrets, reader.now).find((secret) => secret.phc === phc);
  if (!at || !isSame || !fitting) return undefined;
  const proven = { outcome: "proven", records, at, body: "any", mark: fitting.mark } as const;
  if (rehashed === undefined) return proven;
  const { consumerId, id: credentialId, secrets } = credential;
  const place = secrets.findIndex((secret) => secret.phc === phc);
  return { ...proven, rehash: { consumerId, credentialId, at: place, from: { phc }, to: { phc: rehashed } } };
};

const throttledWhenFull = (error: unknown): Login => {
  if (error instanceof QueueFull) return { outcome: "throttled" };
  throw error;
};
