import { randomBytes } from "node:crypto";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { aWork } from "@latchkey/core/testing/work";
import type { TestStore } from "./store-for-tests.ts";

/** What a request of the management API works with, by an admin where the test names no caller. */
export const workOn = (
  { stores, commit }: Pick<TestStore, "stores" | "commit">,
  fields: Partial<PlatformWork> = {},
): PlatformWork => aWork({ stores, commit, random: randomBytes, ...fields });

/** The commit of a work that only reads. */
export const mayOnlyRead = () => Promise.reject(new Error("This work may only read."));
