import type { CallReader } from "../call-records/call-reader.ts";
import { guessApiKeys } from "../credential/api-key/verify/guess-api-keys.ts";
import { importedKeys } from "../credential/api-key/verify/imported-keys.ts";
import { chooseLogin, isLogin, knownUsers } from "../credential/basic/verify/known-logins.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { CallRequest } from "../presented/call-request.ts";
import type { Carried } from "../presented/find-presented.ts";
import type { PresentedAt } from "../presented/presented.ts";
import { isHeld, type Proof, refusedProof } from "../proof/proof.ts";
import { isAuthorizationAlone, isUpstreamsOwn } from "./upstreams-own.ts";
import type { Verifiers } from "./verifiers.ts";

export interface Proofs {
  definite: readonly Proof[];
  tentative: readonly Proof[];
}

export interface ProvedCall {
  request: CallRequest;
  reader: CallReader;
  bodySha256: string | undefined;
}

/** @param known what the one credential that is carried has come to already */
export type ProveCarried = (carried: Carried, call: ProvedCall, known?: Proof) => Promise<Proofs>;

/**
 * Proves what a request carries, without the `Authorization` that is the upstream's. Nearly every request carries one
 * credential, and costs nothing beyond it. Of several, logins come last: at most one password is hashed, and none for an
 * unknown user where another credential holds.
 */
export const createProveCarried = (
  keys: KeyRings,
  verifiers: Verifiers,
  ownIssuer?: string,
): ProveCarried => {
  const prove = (some: readonly PresentedAt[], { request, reader, bodySha256 }: ProvedCall) =>
    Promise.all(
      some.map(
        async (each): Promise<Proven> => [each, await verifiers.prove(each, request, reader, bodySha256)],
      ),
    );

  /** A login alone, where nothing else in the request could be a credential. */
  const isPlainLogin = (all: readonly PresentedAt[], { request, reader }: ProvedCall): boolean => {
    const [only] = all;
    if (only?.type !== "basic" || all.length > 1) return false;
    return verifiers.isRemembered(only, reader.now) || guessApiKeys(request).length === 0;
  };

  /** @param early what is proven already */
  const proveAll = async (
    early: readonly Proven[],
    all: readonly PresentedAt[],
    call: ProvedCall,
  ): Promise<Proven[]> => {
    const { request, reader } = call;
    if (isPlainLogin(all, call)) return prove(all, call);
    const logins = all.filter(isLogin);
    const others = early.length > 0 ? [] : all.filter((each) => !isLogin(each));
    const [proven, users] = await Promise.all([prove(others, call), knownUsers(logins, reader)]);
    proven.unshift(...early);
    // Anything may be an imported key: it is looked for where nothing else holds.
    if (!proven.some(holds)) proven.push(...(await prove(await importedKeys(keys, request, reader), call)));
    const { proved, refused } = chooseLogin(logins, users, proven.some(holds));
    return [...proven, ...(await prove(proved, call)), ...refused];
  };

  return async ({ definite, tentative, unreadable }, call, known) => {
    const { request, reader, bodySha256 } = call;
    const early: Proven[] = [];
    const [only] = definite;
    if (only && only.type !== "basic" && definite.length === 1 && tentative.length === 0) {
      const proof = known ?? (await verifiers.prove(only, request, reader, bodySha256));
      if (isHeld(proof) && !unreadable) return { definite: [proof], tentative: NONE };
      early.push([only, proof]);
    }
    const proven = new Map(await proveAll(early, [...definite, ...tentative], call));
    const isBeside = [...proven.values()].some(isHeld);
    const isUnreadable = unreadable && !(isBeside && isAuthorizationAlone(request));
    const ours: Proof[] = isUnreadable ? [refusedProof("malformed-credential")] : [];
    for (const each of definite) {
      const proof = proven.get(each);
      const isUnfound = isBeside && proof?.outcome === "refused" && proof.records === undefined;
      if (proof && !(isUnfound && (await isUpstreamsOwn({ keys, reader, ownIssuer }, each, request))))
        ours.push(proof);
      proven.delete(each);
    }
    return { definite: ours, tentative: [...proven.values()] };
  };
};

const NONE: readonly Proof[] = [];

/** With what it has come to. */
type Proven = readonly [presented: PresentedAt, proof: Proof];

const holds = ([, proof]: Proven): boolean => isHeld(proof);
