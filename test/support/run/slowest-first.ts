import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The order of the projects: what takes long first, so that what is short fills the end. */
const PROJECTS = ["stages", "apart", "quick"];

/** Files that keep a worker for longer than ten seconds, the longest first. */
const SLOWEST = ["test/browser/portal-pages.test.ts"];

const places = new Map(SLOWEST.map((path, place) => [path, place]));

/** Begins what takes longest first. What it does not know comes in the order of its size. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const project = ({ project: { name } }: TestSpecification) => PROJECTS.indexOf(name);
    const place = ({ moduleId }: TestSpecification) =>
      places.get(moduleId.slice(this.ctx.config.root.length + 1)) ?? SLOWEST.length;
    return sorted.sort((one, other) => project(one) - project(other) || place(one) - place(other));
  }
}
