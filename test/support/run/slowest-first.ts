import { statSync } from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The order of the projects: what takes long first, so that what is short fills the end. */
const PROJECTS = ["stages", "apart", "quick"];

/** Files that keep a worker for longer than about ten seconds, the longest first. */
const SLOWEST = [
  "test/browser/portal-pages",
  "test/infrastructure/artefacts",
  "test/infrastructure/stages",
  "test/key-rotation/key-rotation",
  "test/doctor/faults",
  "test/doctor/doctor",
  "test/access/access-matrix",
  "test/clients/clients",
  "test/backup/restored-stage",
  "test/subscriptions/races",
  "test/subscriptions/crash-everywhere",
  "test/browser/pasted-commands",
  "test/crash/kill",
  "test/limits/limits-across-processes",
  "test/infrastructure/people",
  "test/infrastructure/dev",
  "test/backup/restored-table",
  "test/browser/provider-work",
  "test/lists/paging",
  "test/browser/portal-failures",
  "test/wire/one-round-trip",
  "test/subscriptions/model",
  "test/infrastructure/portal",
  "test/teams/suspended-team",
  "test/browser/applying",
  "test/signing/installed-package",
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
