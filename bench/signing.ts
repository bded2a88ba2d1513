import type { BenchCase } from "./bench-case.ts";
import { apiKeyCases } from "./signing-api-key.ts";
import { aws4Cases } from "./signing-aws4.ts";
import { jwtCases } from "./signing-jwt.ts";

/** What `packages/signing` checks on the hot path, beside floors and peers. */
export const signingCases: readonly BenchCase[] = [
  ...apiKeyCases(),
  ...(await jwtCases()),
  ...(await aws4Cases()),
];
