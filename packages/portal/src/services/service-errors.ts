import type { Problem } from "../api/problem.ts";
import type { ServiceFields } from "./service-fields.ts";

/** The input of the form for each member that the API may refuse, where they differ in name. The longest pointer that fits counts. */
const INPUT_AT: Readonly<Record<string, keyof ServiceFields>> = {
  "/upstream/url": "url",
  "/upstream/timeoutSeconds": "timeout",
  "/upstream/headers": "headers",
  "/upstream/setHeaders": "headers",
  "/upstream/auth": "signedFor",
  "/upstream/auth/iam/region": "signedRegion",
  "/cors": "origins",
  "/sample": "samplePath",
  "/sample/method": "sampleMethod",
  "/sample/headers": "sampleHeaders",
  "/sample/body": "sampleBody",
};

const isWithin = (pointer: string, prefix: string): boolean =>
  pointer === prefix || pointer.startsWith(`${prefix}/`);

/** What the API said of each input; what fits none is shown with the form's button alone. */
export const serviceErrors = (
  problem: Problem | undefined,
  inputs: readonly (keyof ServiceFields)[],
): Partial<Record<keyof ServiceFields, string>> => {
  const known = [...Object.entries(INPUT_AT), ...inputs.map((input) => [`/${input}`, input] as const)];
  const longestFirst = known.toSorted(([one], [other]) => other.length - one.length);
  return Object.fromEntries(
    (problem?.errors ?? []).flatMap(({ pointer, detail }) => {
      const found = longestFirst.find(([prefix]) => isWithin(pointer, prefix));
      return found === undefined ? [] : [[found[1], detail]];
    }),
  );
};
