import { base62FromRandom, randomBytesFor } from "@latchkey/signing/base62";
import type { RandomBytes } from "../../id.ts";
import type { KeyRings } from "../../key-ring/key-ring.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import type { Overlap } from "./secret.ts";

/** What a secret is made with. */
export interface MintWork {
  keys: KeyRings;
  random: RandomBytes;
  stage: Pick<StageSettings, "keyPrefix">;
}

/** Which credential, and of which consumer. */
export interface CredentialIds {
  consumerId: string;
  id: string;
}

/** What is stored, what is shown once, and the names that it claims. */
export interface Minted<Fields> {
  fields: Fields;
  secret: Record<string, string>;
  pointers: string[];
}

/** The credential with its new secret first, and the new secret, which is shown once. */
export interface Rotated<C> {
  rotated: C;
  secret: Record<string, string>;
}

/** Makes a new secret; the former one works until the overlap is over. */
export type Rotate<C> = (work: MintWork, credential: C, overlap: Overlap) => Promise<Rotated<C>>;

/** The 16 characters after `con_`. */
export const consumerPartOf = (consumerId: string): string => consumerId.slice("con_".length);

export const randomText = ({ random }: Pick<MintWork, "random">, length: number): string =>
  base62FromRandom(random(randomBytesFor(length)), length);
