import { statSync } from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The order of the projects: what takes long first, so that what is short fills the end. */
const PROJECTS = ["stages", "apart", "quick"];

/** Files that keep a worker for longer than about ten seconds, the longest first. */
const SLOWEST = [
  "test/infrastructure/artefacts",
  "test/browser/portal-pages",
  "test/access/access-matrix",
  "test/subscriptions/crash-everywhere",
  "test/key-rotation/key-rotation",
  "test/doctor/doctor",
  "test/clients/clients",
  "test/infrastructure/stages",
  "test/doctor/faults",
  "test/subscriptions/model",
  "test/signing/installed-package",
  "test/backup/restored-stage",
  "test/crash/kill",
  "test/backup/restored-table",
  "test/subscriptions/races",
  "bench/simulate/simulate",
  "test/cli/apply-killed",
  "test/leaks/attacks",
  "test/issuers/token-takeover",
  "test/infrastructure/signature-edge",
  "test/applications/races",
  "test/idempotency/idempotency-callers",
  "test/lists/paging",
  "test/browser/service-samples",
  "test/access/authority-properties",
  "test/journey/readme",
  "test/infrastructure/people",
  "test/browser/pasted-commands",
  "test/teams/invited-approvers",
  "test/infrastructure/account-settings",
  "test/credentials/signing-clients",
  "test/subscriptions/mails-over-time",
  "test/teams/suspended-team",
  "test/issuers/issuer-sharing",
  "test/infrastructure/kept-settings",
  "test/browser/two-tabs",
  "test/subscriptions/throttled",
  "test/hostile-input/wrong-kinds",
].map((name) => `${name}.test.ts`);

const places = new Map(SLOWEST.map((path, place) => [path, place]));

/** Begins what takes longest first, and what it does not know by size: the same order in each run. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const keys = new Map(
      files.map((file) => {
        const path = file.moduleId.slice(this.ctx.config.root.length + 1);
        const key = [PROJECTS.indexOf(file.project.name), places.get(path) ?? SLOWEST.length];
        return [file, [...key, -statSync(file.moduleId).size]];
      }),
    );
    return [...files].sort((one, other) => compare(keys.get(one) ?? [], keys.get(other) ?? []));
  }
}

const compare = (one: readonly number[], other: readonly number[]): number => {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place === -1 ? 0 : (one[place] ?? 0) - (other[place] ?? 0);
};
