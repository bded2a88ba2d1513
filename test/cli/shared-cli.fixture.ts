import { afterAll, beforeAll } from "vitest";
import { asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { type Folder, ownFolder } from "./run-cli.fixture.ts";

interface SharedCli {
  stage: Stage;
  folder: Folder;
  root: Send;
}

/** What a file of tests of the command line has: a stage, root there, and a folder of its own. Filled before the tests. */
export const sharedCli = (): SharedCli => {
  const on = {} as SharedCli;
  beforeAll(async () => {
    on.stage = await sharedLatchkey();
    on.folder = await ownFolder();
    on.root = asRoot(on.stage);
  });
  afterAll(() => on.folder?.[Symbol.asyncDispose]());
  return on;
};
