import {
  type KeyRing,
  type KeyRingName,
  type KeyRings,
  MAX_BEHIND,
  MAX_UNREAD,
} from "@latchkey/core/key-ring/key-ring";
import { Unavailable } from "@latchkey/core/outage";
import * as z from "#schema";
import { answered } from "../unavailable.ts";
import type { SecretCalls } from "./secret-calls.ts";

const MIN_BETWEEN_REFRESHES_MS = 10_000;

const SecretBytes = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/, "base64 of 32 bytes"));
/** A point of P-256 in its compressed form. */
const PublicBytes = z.string().check(z.regex(/^[A-Za-z0-9+/]{44}$/, "base64 of 33 bytes"));
const Dates = z.object({
  published: z.string(),
  current: z.optional(z.string()),
  retired: z.optional(z.string()),
});
const storedRing = (bytes: z.ZodMiniString) =>
  z
    .object({
      current: z.string().check(z.minLength(1)),
      keys: z.record(z.string(), bytes),
      dates: z.optional(z.record(z.string(), Dates)),
      sealedSince: z.optional(z.string()),
    })
    .check(z.refine((ring) => Object.hasOwn(ring.keys, ring.current), "holds its current key"));
const SecretRing = storedRing(SecretBytes);
const PublicRing = storedRing(PublicBytes);

interface Held {
  ring: KeyRing;
  readAt: number;
}

export interface SecretKeyRingsOptions {
  /** The secret of a ring is named `<prefix><ring>` and holds the ring as JSON. */
  prefix: string;
  now(): number;
  client: SecretCalls;
  /** Told of each reading that failed, also while an older ring still serves. The error tells nothing of the secret. */
  onUnread?(name: KeyRingName, error: unknown): void;
}

/** Core's key rings from Secrets Manager. Each is read by one request at a time, however many ask for it. */
export const secretKeyRings = ({
  prefix,
  now,
  client,
  onUnread = () => {},
}: SecretKeyRingsOptions): KeyRings => {
  const held = new Map<KeyRingName, Held>();
  const triedAt = new Map<KeyRingName, number>();
  const reading = new Map<KeyRingName, Promise<KeyRing>>();

  const read = async (name: KeyRingName): Promise<KeyRing> => {
    const asked = client.getSecretValue({ SecretId: `${prefix}${name}` });
    const { SecretString } = await answered("Secrets Manager", asked);
    const ring = parseRing(name, SecretString);
    held.set(name, { ring, readAt: now() });
    return ring;
  };

  /** A cached ring that is not too old stays in use during an outage of Secrets Manager, and while the secret is corrupt. */
  const readOrKeep = async (name: KeyRingName): Promise<KeyRing> => {
    triedAt.set(name, now());
    try {
      return await read(name);
    } catch (error) {
      onUnread(name, error);
      const known = held.get(name);
      if (known && now() - known.readAt <= MAX_UNREAD) return known.ring;
      throw error instanceof Unavailable
        ? error
        : new Unavailable(`The key ring ${name} cannot be read.`, { cause: error });
    }
  };

  const readOnce = (name: KeyRingName): Promise<KeyRing> => {
    const underWay = reading.get(name);
    if (underWay) return underWay;
    const started = readOrKeep(name).finally(() => reading.delete(name));
    reading.set(name, started);
    return started;
  };

  const triedWithin = (name: KeyRingName, milliseconds: number): boolean =>
    now() - (triedAt.get(name) ?? Number.NEGATIVE_INFINITY) < milliseconds;

  const heldFor = (name: KeyRingName, mostAge: number): KeyRing | undefined => {
    const known = held.get(name);
    return known && now() - known.readAt < mostAge ? known.ring : undefined;
  };

  /** Not at every call: during an outage, or for a key id that was made up, a ring that still serves is kept. */
  const askAgain = async (name: KeyRingName): Promise<KeyRing> => {
    const kept = heldFor(name, MAX_UNREAD);
    const tooSoon = triedWithin(name, MIN_BETWEEN_REFRESHES_MS) && !reading.has(name);
    return kept && tooSoon ? kept : readOnce(name);
  };

  return { ring: async (name) => heldFor(name, MAX_BEHIND) ?? askAgain(name), refresh: askAgain };
};

/** Never tells what a secret holds. */
export const parseRing = (name: KeyRingName, secret: string | undefined): KeyRing => {
  try {
    return (name === "token-public" ? PublicRing : SecretRing).parse(JSON.parse(secret ?? ""));
  } catch {
    throw new Error(`The secret of the key ring ${name} is not a key ring.`);
  }
};
