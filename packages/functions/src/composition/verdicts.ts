import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { once } from "@latchkey/core/once";
import {
  type Authorizer,
  createAuthorizer,
  DEFAULT_AUTHORIZER_SETTINGS,
} from "@latchkey/core/verdict/authorize";
import { callKeyRings, callTable } from "./call-dependencies.ts";
import { callSettings } from "./call-settings.ts";
import { publishedKeysOfIssuers } from "./published-keys.ts";
import { tokenStage } from "./token-stage.ts";

/** The verdict, with memories of its own in each Lambda. */
export const verdicts = /* @__PURE__ */ once((): Authorizer => {
  const stage = callSettings();
  const ownTokens = tokenStage();
  const lifetime = stage.LATCHKEY_REVOCATION_SECONDS * 1000;
  return createAuthorizer(
    authorizerTable(callTable()),
    callKeyRings(),
    {
      ...DEFAULT_AUTHORIZER_SETTINGS,
      recordLifetime: lifetime,
      tokenLifetime: lifetime,
      ...(ownTokens ? { ownTokens } : {}),
    },
    publishedKeysOfIssuers(),
  );
});
