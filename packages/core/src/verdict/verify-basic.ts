import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import type { BasicCredential } from "../credential/credential.ts";
import { spendPasswordTime, verifyPassword } from "../credential/password.ts";
import { usernamePointer } from "../credential/pointer.ts";
import { type CredentialPlace, NOBODY } from "./call-records.ts";
import type { CallRequest } from "./call-request.ts";
import { FairQueue, QueueFull } from "./fair-queue.ts";
import type { Look } from "./look.ts";
import { PasswordThrottle } from "./password-throttle.ts";
import { expectedPlace, type Presented, type PresentedAt } from "./presented.ts";
import { type KnownRecords, knownRecords, livingSecrets, type Proof, refusedProof } from "./proof.ts";
import { sourcePrefix } from "./source-prefix.ts";
import { type CacheFigures, TimedCache } from "./timed-cache.ts";

type PresentedLogin = PresentedAt<Presented & { type: "basic" }>;

export interface VerifyBasic {
  prove(presented: PresentedLogin, request: CallRequest, look: Look): Promise<Proof>;
  figures(): { passwords: CacheFigures; throttled: number; waiting: number };
}

export interface BasicSettings {
  /** How long a right password is remembered, at most a minute. Milliseconds. */
  passwordLifetime: number;
  mostPasswords: number;
}

/** One hash each, of the same cost: against a password that is stored, and where there is none. */
export interface PasswordHashing {
  verify(password: string, phc: string): Promise<boolean>;
  spend(password: string): Promise<void>;
}

/** What a user name and a password have come to. */
type Login =
  | { outcome: "right"; place: CredentialPlace; credentialId: string; phc: string }
  | { outcome: "wrong"; records?: KnownRecords<BasicCredential> }
  | { outcome: "throttled" };

/** Two cores' worth: the event loop and other users stay served. */
const QUEUE = { slots: 2, mostOfSource: 100, most: 1000 };

/**
 * Two round trips and one hash for every password that was not right a moment ago, whether its user exists or not;
 * none of them after too many failures.
 */
export const createVerifyBasic = (
  settings: BasicSettings,
  hashing: PasswordHashing = { verify: verifyPassword, spend: spendPasswordTime },
): VerifyBasic => {
  const logins = new TimedCache<Login>(settings.mostPasswords, ({ outcome }) =>
    outcome === "right" ? settings.passwordLifetime : 0,
  );
  const throttle = new PasswordThrottle(settings.mostPasswords);
  const queue = new FairQueue(QUEUE);
  // Passwords are remembered under a key of this process alone, which is written nowhere.
  const processKey = createSecretKey(randomBytes(32));
  // Neither part holds a control character.
  const nameOf = ({ username, password }: PresentedLogin["login"]) =>
    createHmac("sha256", processKey).update(`${username}\0${password}`).digest("base64");

  const signIn = async (presented: PresentedLogin, request: CallRequest, look: Look): Promise<Login> => {
    const user = `${sourcePrefix(request.sourceIp)} ${usernamePointer(presented.login.username)}`;
    if (!throttle.begin(user, look.now)) return { outcome: "throttled" };
    let isWrong = false;
    try {
      const login = await lookUp(presented, request, look);
      isWrong = login.outcome === "wrong";
      return login;
    } finally {
      if (!isWrong) throttle.takeBack(user);
    }
  };

  const lookUp = async (presented: PresentedLogin, request: CallRequest, look: Look): Promise<Login> => {
    const { username, password } = presented.login;
    const place = (await look.placesNow([usernamePointer(username)])).values().next().value;
    const found = await look.recordsNow({ ...(place ?? NOBODY), service: request.service });
    const records = knownRecords(found, "basic");
    const isTheirs =
      records?.credential.username === username && expectedPlace(records.credential, presented.places);
    const secrets = records && isTheirs ? livingSecrets(records.credential.secrets, look.now) : [];
    const phc = await queue.run(sourcePrefix(request.sourceIp), () => fitting(hashing, password, secrets));
    if (!records || !place || phc === undefined)
      return { outcome: "wrong", ...(records && isTheirs ? { records } : {}) };
    return { outcome: "right", place, credentialId: records.credential.id, phc };
  };

  const prove: VerifyBasic["prove"] = async (presented, request, look) => {
    const name = nameOf(presented.login);
    const remembered = logins.get(name, look.now);
    const known = remembered && (await provenBy(remembered, presented, request, look));
    if (known) return known;
    const login = await logins
      .fresh(name, look.now, () => signIn(presented, request, look))
      .catch(throttledWhenFull);
    const proof = await provenBy(login, presented, request, look);
    if (proof) return proof;
    if (login.outcome === "throttled") return refusedProof("rate-limited");
    return login.outcome === "wrong" && login.records
      ? refusedProof("bad-signature", login.records)
      : refusedProof("unknown-credential");
  };

  return {
    prove,
    figures: () => ({ passwords: logins.figures(), throttled: throttle.size, waiting: queue.waiting }),
  };
};

/** Proven if the password that was right is still one of the credential's. */
const provenBy = async (
  login: Login,
  { login: { username }, places }: PresentedLogin,
  { service }: CallRequest,
  look: Look,
): Promise<Proof | undefined> => {
  if (login.outcome !== "right") return undefined;
  const records = knownRecords(await look.records({ ...login.place, service }), "basic");
  if (!records) return undefined;
  const { credential } = records;
  const at = expectedPlace(credential, places);
  const isSame = credential.id === login.credentialId && credential.username === username;
  const works = livingSecrets(credential.secrets, look.now).some(({ phc }) => phc === login.phc);
  return at && isSame && works ? { outcome: "proven", records, at, body: "any" } : undefined;
};

/** The hash that the password fits. Two are compared side by side, so that an overlap does not show in the time. */
const fitting = async (
  { verify, spend }: PasswordHashing,
  password: string,
  secrets: readonly { phc: string }[],
): Promise<string | undefined> => {
  if (secrets.length === 0) await spend(password);
  const fits = await Promise.all(secrets.map(({ phc }) => verify(password, phc)));
  return secrets.find((_, index) => fits[index])?.phc;
};

const throttledWhenFull = (error: unknown): Login => {
  if (error instanceof QueueFull) return { outcome: "throttled" };
  throw error;
};
