import type { Finding } from "./finding.ts";
import type { Scene } from "./scene.ts";

/** What a stage promises, and what to do where it does not keep it. */
export interface Claim {
  /** In small letters with hyphens; stands in the report, and in the table of docs/deploy.md. */
  readonly id: string;
  /** What holds, as a sentence without its full stop. */
  readonly claim: string;
  /** What has to come. */
  readonly expected: string;
  /** The setting that changes course where it does not come, or what to look at. */
  readonly remedy: string;
  /** The page that says more, from the repository's root. */
  readonly page: string;
}

/** A claim with the question that decides it. It leaves what it makes to the end of the run. */
export interface Check extends Claim {
  /** Whether it waits for long: it is begun before the others. */
  readonly isLong?: boolean;
  /** @throws whatever keeps it from an answer: that is told as what came */
  run(scene: Scene): Promise<Finding>;
}

export interface Result extends Claim, Finding {
  readonly milliseconds: number;
}
