import type { StageInput } from "./settings-groups.ts";

/**
 * What your stages are. `every` holds for all of them, and a stage's own entry goes before it. For one deployment an
 * environment variable (`LATCHKEY_SENDER=… npx sst deploy`) goes before both; `infra/settings-*.ts` explain each.
 */
export const STAGES: { every: StageInput; [stage: string]: StageInput } = {
  every: {
    region: "eu-central-1",
  },
  production: {
    protected: true,
    logRetention: "1 year",
  },
};
