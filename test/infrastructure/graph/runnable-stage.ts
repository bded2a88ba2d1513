import { evaluateStage } from "./evaluate-stage.ts";
import type { Graph } from "./graph.ts";

export const RUNNABLE_STAGE = "runnable";

/** A stage that tests run on this machine: with people of its own, and with nothing that a function remembers of a verdict. */
export const evaluateRunnable = (): Promise<Graph> =>
  evaluateStage(RUNNABLE_STAGE, {
    LATCHKEY_OIDC_ISSUER: "",
    LATCHKEY_OIDC_CLIENT_ID: "",
    LATCHKEY_REVOCATION_SECONDS: "0",
  });
