import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import type { Caller } from "@latchkey/core/access/caller";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { Refusal } from "@latchkey/core/refusal";
import { createService } from "@latchkey/core/service/create-service";
import { NewService } from "@latchkey/core/service/service-input";
import { DEFAULT_LIMITS, type Limits } from "@latchkey/core/stage/limits";
import type { StageSettings } from "@latchkey/core/stage/stage-settings";
import { createTeam } from "@latchkey/core/team/create-team";
import { NOW } from "@latchkey/core/testing/records";

export interface Circumstances {
  now?: number;
  limits?: Partial<Limits>;
  stage?: Partial<StageSettings>;
}

export const person = (email: string, admin = false): Caller => ({
  kind: "person",
  id: `issuer#${email}`,
  email,
  admin,
  sourceIp: "192.0.2.1",
});

export const admin = person("admin@example.com", true);

/** Use cases over a real table, one caller and one moment each. */
export const startNames = async () => {
  const store: TestStore = await startTestStore();
  const workOf = (caller: Caller, { now = NOW, limits, stage }: Circumstances = {}): PlatformWork =>
    workOn(store, {
      caller,
      now,
      limits: { ...DEFAULT_LIMITS, ...limits },
      stage: { allowPrivateAddresses: false, ...stage },
      commit: store.commitWith({ now }),
    });
  return {
    store,
    workOf,
    team: (work: PlatformWork, slug: string) => createTeam(work, { slug, name: "Team" }),
    service: (work: PlatformWork, team: string, slug: string, fields: object = {}) =>
      createService(
        work,
        NewService.parse({
          slug,
          team,
          name: "Service",
          kind: "rest",
          upstream: { url: "https://example.com" },
          ...fields,
        }),
      ),
  };
};
export type Names = Awaited<ReturnType<typeof startNames>>;

/** The code of a refusal, or what was made of it. */
export const outcome = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
