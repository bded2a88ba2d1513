import { statSync } from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The order of the projects: what takes long first, so that what is short fills the end. */
const PROJECTS = ["stages", "apart", "quick"];

/** Files that keep a worker for longer than about ten seconds, the longest first. */
const SLOWEST = [
  "test/access/access-matrix",
  "test/browser/portal-pages",
  "test/infrastructure/artefacts",
  "test/subscriptions/crash-told",
  "test/doctor/doctor",
  "test/journey/pages",
  "test/infrastructure/stages",
  "test/key-rotation/key-rotation",
  "test/backup/restored-stage",
  "test/crash/kill",
  "test/journey/moving-documents",
  "test/backup/restored-table",
  "test/signing/installed-package",
  "test/doctor/faults",
  "test/clients/clients",
  "test/infrastructure/signature-edge",
  "test/cli/apply-killed",
  "test/subscriptions/crash-everywhere",
  "bench/simulate/simulate",
  "test/leaks/attacks",
  "test/browser/applying",
  "test/browser/pasted-commands",
  "test/subscriptions/crash-with-approvals",
  "test/erasure/erased-person",
  "test/migration/migrate-table",
  "test/issuers/token-takeover",
  "test/subscriptions/model",
  "test/browser/portal-failures",
  "test/browser/own-messages",
  "test/infrastructure/operations-names",
  "test/browser/service-samples",
  "test/browser/other-eyes",
  "test/infrastructure/people",
  "test/infrastructure/account-settings",
  "test/webhooks/failing-receiver",
  "test/credentials/lifecycle",
  "test/issuers/issuer-claims",
  "test/doctor/installed-command",
  "test/applications/races",
  "test/infrastructure/types",
  "test/access/existence",
  "test/browser/application-forms",
  "bench/cost/units",
  "test/access/authority-properties",
  "test/leaks/key-prefix",
  "test/browser/provider-reading",
  "test/infrastructure/firewall",
  "test/browser/stored-markup",
  "test/journey/readme",
  "test/browser/kept-secrets",
  "test/browser/provider-work",
  "test/teams/suspended-team",
  "test/cli/apply-many",
  "test/infrastructure/portal-origin",
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
