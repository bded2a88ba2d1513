import type { TokenStage } from "@latchkey/core/access-token/access-token";
import { callSettings } from "./call-settings.ts";

/** Who makes access tokens and where they are good; nothing where a function is not told its stage's addresses. */
export const tokenStage = (): TokenStage | undefined => {
  const { LATCHKEY_CONTROL_URL: issuer, LATCHKEY_GATEWAY_URL: gateway } = callSettings();
  return issuer && gateway ? { issuer, gateway } : undefined;
};
