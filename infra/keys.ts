import type { KeyRingName } from "@latchkey/core/key-ring/key-ring";
import { KEY_RING_NAMES } from "@latchkey/core/key-ring/new-key-ring";
import { settings } from "./stage.ts";
import { titleOf } from "./title-of.ts";

/** Secrets are named `<keyPrefix><ring>`. */
export const keyPrefix = `${$app.name}/${$app.stage}/`;

/**
 * The secrets of the key rings, empty: a value given here would be written to the state file. The first keys are made by the
 * function `root` (docs/decisions/0005-first-keys-at-run-time.md).
 */
export const keyRings = new Map(
  KEY_RING_NAMES.map((ring) => [
    ring,
    new aws.secretsmanager.Secret(
      `Keys${titleOf(ring)}`,
      {
        name: `${keyPrefix}${ring}`,
        description: `Latchkey's key ring "${ring}". Without it nothing that was made with it can be read.`,
        recoveryWindowInDays: settings.protected ? 30 : 0,
      },
      // The table is useless without its keys, so both are retained or removed together.
      { retainOnDelete: settings.protected },
    ),
  ]),
);

const arnOf = (ring: KeyRingName) => {
  const secret = keyRings.get(ring);
  if (!secret) throw new Error(`There is no key ring ${ring}.`);
  return secret.arn;
};

/** Lets a function read these rings, and no others. */
export const readKeys = (...rings: KeyRingName[]) => ({
  actions: ["secretsmanager:GetSecretValue"],
  resources: rings.map(arnOf),
});

/** Lets a function replace the value of each ring, which has one. */
export const rotateKeys = {
  actions: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
  resources: KEY_RING_NAMES.map(arnOf),
};

/** Lets a function give each ring its first key and rotate it. */
export const changeKeys = {
  actions: [
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
  ],
  resources: KEY_RING_NAMES.map(arnOf),
};
