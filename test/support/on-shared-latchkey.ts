import { beforeAll } from "vitest";
import { making } from "./making.ts";
import { asRoot, type Send } from "./management.ts";
import type { Stage } from "./running-latchkey.ts";
import { sharedLatchkey } from "./shared-latchkey.ts";

/** The shared Latchkey for the tests of a file, and what root asks and makes there. */
export const onSharedLatchkey = (environment: Record<string, string> = {}) => {
  let latchkey: Stage;
  beforeAll(async () => {
    latchkey = await sharedLatchkey(environment);
  });
  const root: Send = (...asked) => asRoot(latchkey)(...asked);
  return { latchkey: () => latchkey, root, make: making(root) };
};
