import { signedDynamo } from "@latchkey/aws/dynamo/signed-dynamo";
import type { CallTable } from "@latchkey/aws/dynamo/table";
import { secretKeyRings } from "@latchkey/aws/key-ring/key-rings";
import { signedSecrets } from "@latchkey/aws/key-ring/signed-secrets";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { once } from "@latchkey/core/once";
import { callSettings } from "./call-settings.ts";
import { ringReading } from "./ring-reading.ts";

/*
 * What the authorizer and the gateway read and write with: clients without the SDK, whose import is most of a cold start
 * (decision 0134). Everything else uses `dependencies.ts`.
 */

export const callTable = /* @__PURE__ */ once(
  (): CallTable => ({ client: signedDynamo(), tableName: callSettings().LATCHKEY_TABLE }),
);

/** Counters: a write of theirs must not be repeated by the client, as it is not the same twice. */
export const counterTable = /* @__PURE__ */ once(
  (): CallTable => ({ client: signedDynamo({ maxAttempts: 1 }), tableName: callSettings().LATCHKEY_TABLE }),
);

export const callKeyRings = /* @__PURE__ */ once(
  (): KeyRings => secretKeyRings({ ...ringReading(), client: signedSecrets() }),
);
