import { createVerifyPerson } from "@latchkey/core/person/verify-person";
import type { AuthorizerSettings } from "@latchkey/core/verdict/authorize";
import type { LoadProver } from "@latchkey/core/verdict/prove-key-first";
import { createProver } from "@latchkey/core/verdict/prover";
import { callKeyRings } from "./call-dependencies.ts";
import { publishedKeysOfIssuers } from "./published-keys.ts";

/**
 * What a verdict on an API key does without, in a file of its own that the first call loads that needs it. It is one file: with
 * two of them, what they have in common would be a third, which each cold start reads (decision 0213).
 */
export const seldom = {
  createVerifyPerson,
  createProver: (settings: AuthorizerSettings, apiKey: Parameters<LoadProver>[0]) =>
    createProver(callKeyRings(), publishedKeysOfIssuers(), settings, apiKey),
};
