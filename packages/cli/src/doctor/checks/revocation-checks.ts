import { setTimeout as sleep } from "node:timers/promises";
import { toldAnswer } from "../../http/problem.ts";
import type { Check } from "../check/check.ts";
import { broken, type Finding, judged } from "../check/finding.ts";
import { refusedAs } from "../check/refusal.ts";
import type { Scene } from "../check/scene.ts";
import { type Caller, makeCaller } from "../stage/caller.ts";

const REMEDY = "`revocationSeconds` of the stage; give the doctor its value with --revocation-seconds";
/** Milliseconds between two calls. */
const PAUSE = 250;

/** Revokes, and calls until it is refused: no call that begins after the documented time may be admitted. */
const ends = async (
  scene: Scene,
  purpose: string,
  revoke: (caller: Caller) => Promise<unknown>,
  status: number,
  code: string,
): Promise<Finding> => {
  const { team, service, consumer } = scene.names;
  const caller = await makeCaller(scene, { team, service, name: consumer(purpose) });
  const headers = { "X-API-Key": caller.key };
  const before = await scene.call({ headers });
  if (before.status !== 200) return broken(`${toldAnswer(before)} before it was revoked`);
  await revoke(caller);
  const revoked = performance.now();
  let admittedAt = 0;
  for (let calls = 1; ; calls += 1) {
    const at = (performance.now() - revoked) / 1000;
    const answer = await scene.call({ headers });
    if (refusedAs(answer, status, code).outcome === "held")
      return judged(
        true,
        `${status} ${code} after ${at.toFixed(1)} s, in call ${calls}; last admitted at ${admittedAt.toFixed(1)} s`,
      );
    if (answer.status !== 200) return broken(toldAnswer(answer));
    admittedAt = at;
    if (at > scene.revocationSeconds) return broken(`200 at ${at.toFixed(1)} s, in call ${calls}`);
    await sleep(PAUSE, undefined, { signal: scene.signal });
  }
};

export const REVOCATION_CHECKS: readonly Check[] = [
  {
    id: "revocation",
    claim: "a removed credential is refused within the revocation time (5 s)",
    expected: "401 invalid-credential for every call that begins later",
    remedy: REMEDY,
    page: "docs/deploy.md#settings",
    run: (scene) =>
      ends(
        scene,
        "revoked",
        ({ id, credential }) => scene.admin.do("DELETE", `/v1/consumers/${id}/credentials/${credential}`),
        401,
        "invalid-credential",
      ),
  },
  {
    id: "suspension",
    claim: "a suspended consumer is refused within the revocation time (5 s)",
    expected: "403 consumer-suspended for every call that begins later",
    remedy: REMEDY,
    page: "docs/deploy.md#settings",
    run: (scene) =>
      ends(
        scene,
        "suspended",
        ({ id }) => scene.admin.do("POST", `/v1/consumers/${id}/suspend`, {}),
        403,
        "consumer-suspended",
      ),
  },
];
