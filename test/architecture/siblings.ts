import { isForTests, type SourceFile } from "./sources.ts";

/**
 * A file of core is a rule where it decides in as many places. A file of ports, types or constants does not decide, and what
 * decides once or twice is told by the tests of what uses it.
 */
export const DECISIONS_OF_A_RULE = 8;

/** Rules whose facts are stated by a test of another name, and why that is their place. */
export const TOLD_BY: Readonly<Record<string, readonly [test: string, why: string]>> = {
  "schema/forms.ts": [
    "packages/functions/src/composition/call-schemas.test.ts",
    "it reads as zod does, compared on what the schemas of all records draw",
  ],
  "schema/reader.ts": [
    "packages/functions/src/composition/call-schemas.test.ts",
    "it reads as zod does, compared on what the schemas of all records draw",
  ],
  "credential/part/given-public-key.ts": [
    "packages/core/src/credential/jwt/jwt-settings.test.ts",
    "a key is judged with the algorithms that it is given for",
  ],
  "verdict/authorize.ts": [
    "test/credentials/authorizer-properties.test.ts",
    "what all parts decide together is compared with a model of the contract",
  ],
  "verdict/verifiers.ts": [
    "test/credentials/authorizer-properties.test.ts",
    "what all parts decide together is compared with a model of the contract",
  ],
  "root/change-keys.ts": [
    "packages/core/src/root/rotate-key-ring.test.ts",
    "the step by hand and the step by the clock are told together",
  ],
  "key-ring/key-lives.ts": [
    "packages/core/src/key-ring/change-key-ring.test.ts",
    "the lives of a ring's keys decide which change of it is due",
  ],
  "metering/told-counts.ts": [
    "packages/core/src/metering/token-shapes.test.ts",
    "what counts is read in the shapes that answers have",
  ],
  "token/require-scopes.ts": [
    "packages/core/src/token/issue-token.test.ts",
    "the scopes of a token are those that are asked for and held",
  ],
  "usage/ingest-calls.ts": [
    "packages/aws/src/usage/usage-log.test.ts",
    "a call is counted once over the log that the table keeps",
  ],
  "token/revoke-token.ts": ["test/oauth2/ended-clients.test.ts", "a token ends for calls, not for itself"],
  "usage/read-calls.ts": [
    "packages/functions/src/usage/last-calls.test.ts",
    "calls are read in the pieces they are kept in",
  ],
  "audit/verify-due-chains.ts": [
    "packages/aws/src/audit/verify-due-chains.test.ts",
    "a chain is verified as the table keeps it",
  ],
};

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/.*$/gm;
const DECISION = /\bif \(|\bthrow |\? |&&|\|\||\?\?|\bcase |\bfor \(|\bfor await|\bwhile \(/g;

/** In how many places a file decides: its conditions, refusals and loops. */
export const decisionsOf = (text: string): number =>
  text.replaceAll(COMMENTS, "").match(DECISION)?.length ?? 0;

/** The rules that have no test beside them that their name finds. */
export const withoutSibling = (files: readonly SourceFile[]): string[] => {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .filter((file) => !isForTests(file) && decisionsOf(file.text) >= DECISIONS_OF_A_RULE)
    .map(({ path }) => path)
    .filter((path) => !paths.has(path.replace(/\.ts$/, ".test.ts")));
};
