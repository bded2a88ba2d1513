import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { once } from "@latchkey/core/once";
import {
  type Authorizer,
  type AuthorizerSettings,
  createAuthorizerWith,
  DEFAULT_AUTHORIZER_SETTINGS,
} from "@latchkey/core/verdict/authorize";
import type { LoadProver } from "@latchkey/core/verdict/prove-key-first";
import { callKeyRings, callTable } from "./call-dependencies.ts";
import { callSettings } from "./call-settings.ts";
import { tokenStage } from "./token-stage.ts";

const settings = /* @__PURE__ */ once((): AuthorizerSettings => {
  const ownTokens = tokenStage();
  const lifetime = callSettings().LATCHKEY_REVOCATION_SECONDS * 1000;
  return {
    ...DEFAULT_AUTHORIZER_SETTINGS,
    recordLifetime: lifetime,
    tokenLifetime: lifetime,
    ...(ownTokens ? { ownTokens } : {}),
  };
});

/** What proves all but a key alone, of this stage. */
export const loadProver: LoadProver = async (apiKey) => {
  const { seldom } = await import("./seldom.ts");
  return seldom.createProver(settings(), apiKey);
};

/** The verdict, with memories of its own in each Lambda. */
export const verdicts = /* @__PURE__ */ once(
  (): Authorizer =>
    createAuthorizerWith(authorizerTable(callTable()), callKeyRings(), settings(), loadProver),
);
