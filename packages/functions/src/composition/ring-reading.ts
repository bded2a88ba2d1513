import type { SecretKeyRingsOptions } from "@latchkey/aws/key-ring/key-rings";
import { callSettings } from "./call-settings.ts";
import { now } from "./clock.ts";
import { measure } from "./metrics.ts";

/** How this stage's key rings are read, with whichever client. */
export const ringReading = (): Omit<SecretKeyRingsOptions, "client"> => ({
  prefix: callSettings().LATCHKEY_KEYS,
  now,
  onUnread: (ring, error) =>
    measure(now(), [{ name: "KeyRingsUnread", unit: "Count", value: 1 }], { ring, error: String(error) }),
});
