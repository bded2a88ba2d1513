import type { CallRecordStore } from "../call-records/call-records.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { type JwksSource, NO_JWKS } from "../proof/jwks-source.ts";
import {
  type Authorizer,
  type AuthorizerSettings,
  createAuthorizerWith,
  DEFAULT_AUTHORIZER_SETTINGS,
} from "./authorize.ts";
import { createProver } from "./prover.ts";

/** An authorizer that has everything from the beginning. */
export const createAuthorizer = (
  store: CallRecordStore,
  keys: KeyRings,
  settings: AuthorizerSettings = DEFAULT_AUTHORIZER_SETTINGS,
  jwks: JwksSource = NO_JWKS,
): Authorizer =>
  createAuthorizerWith(store, keys, settings, async (apiKey) => createProver(keys, jwks, settings, apiKey));
