import { erasePerson, type PersonErased } from "@latchkey/aws/erasure/erase-person";
import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { PLATFORM_TEAM } from "@latchkey/core/team/team";
import { controlPlane, keyRings, table } from "../composition/dependencies.ts";
import { random } from "../composition/random.ts";

/** The history says that it was done, and not who asked for it: that would name one person more. */
const ACTOR = "system";

const operatorsWork = (): PlatformWork => {
  const plane = controlPlane();
  const now = plane.now();
  return {
    ...plane,
    caller: {
      kind: "machine",
      consumerId: ACTOR,
      credentialId: ACTOR,
      team: PLATFORM_TEAM,
      role: "owner",
      admin: true,
      bounds: {},
      sourceIp: "",
    },
    actor: ACTOR,
    now,
    commit: plane.commit(now, undefined, { actor: ACTOR, sourceIp: "" }),
  };
};

/** @throws Refusal `not-empty` before anything is changed, if the person is the last owner of a team. */
export const eraseThePerson = async (
  email: string,
  timeLeft: () => number,
): Promise<{ did: "erase-person" } & PersonErased> => ({
  did: "erase-person",
  ...(await erasePerson({
    table: table(),
    work: operatorsWork(),
    auditRing: await keyRings().refresh("audit"),
    recordRing: await recordRing(keyRings()).refresh(),
    email,
    random,
    timeLeft,
  })),
});
