import type { CallReader } from "../../../call-records/call-reader.ts";
import type { PresentedAt } from "../../../presented/presented.ts";
import { type Proof, refusedProof } from "../../../proof/proof.ts";
import type { PresentedBasic } from "../present-basic.ts";
import { usernamePointer } from "../username-pointer.ts";

export type Login = PresentedAt<PresentedBasic>;

export const isLogin = (presented: PresentedAt): presented is Login => presented.type === "basic";

/** Those whose user name is known. One round trip for all. */
export const knownUsers = async (
  logins: readonly Login[],
  reader: CallReader,
): Promise<ReadonlySet<Login>> => {
  if (logins.length === 0) return new Set();
  const places = await reader.places(logins.map(({ login }) => usernamePointer(login.username)));
  return new Set(logins.filter(({ login }) => places.has(usernamePointer(login.username))));
};

/**
 * Which login is proven: one at the most, since each costs a hash. Where nothing else holds one is, known or not, so that
 * the time tells nothing.
 */
export const chooseLogin = (
  logins: readonly Login[],
  known: ReadonlySet<Login>,
  isBesideAnother: boolean,
): { proved: Login[]; refused: (readonly [Login, Proof])[] } => {
  const chosen = logins.find((login) => known.has(login)) ?? (isBesideAnother ? undefined : logins[0]);
  const others = logins.filter((login) => login !== chosen);
  return {
    proved: chosen ? [chosen] : [],
    refused: others.map((login) => [
      login,
      refusedProof(known.has(login) ? "malformed-credential" : "unknown-credential"),
    ]),
  };
};
