import { requestOf } from "../credentials/commands/carried.ts";
import { curlCommand } from "../credentials/commands/curl-command.ts";
import { javascriptCommand } from "../credentials/commands/javascript-command.ts";
import type { Assignment, Template } from "../credentials/commands/program.ts";
import { pythonCommand } from "../credentials/commands/python-command.ts";
import { indented } from "./json-value.ts";
import type { OperationSample } from "./operation-sample.ts";

export const SAMPLE_LANGUAGES = ["curl", "javascript", "python"] as const;
export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number];

/** Of the types of credential that the gateway takes, those that are the same for every call. Signatures are computed from each. */
export const SAMPLE_PROOFS = ["api-key", "jwt", "basic"] as const;
export type SampleProof = (typeof SAMPLE_PROOFS)[number];

interface Proof {
  note?: string;
  /** In the program's environment, so that no secret is in what is pasted. */
  assignment: Assignment & { environment: string };
  header: readonly [name: string, value: Template];
}

const proof = (variable: string, name: string, prefix: string, note?: string): Proof => ({
  assignment: { variable, environment: variable.toUpperCase() },
  header: [name, prefix === "" ? [{ variable }] : [prefix, { variable }]],
  ...(note === undefined ? {} : { note }),
});

const PROOFS: Record<SampleProof, Proof> = {
  "api-key": proof("api_key", "X-API-Key", ""),
  jwt: proof("token", "Authorization", "Bearer "),
  basic: proof("basic", "Authorization", "Basic ", "BASIC: user:password in Base64 (RFC 7617)"),
};

/** The call of an operation in each language, with its credential as a variable of the environment. */
export const samplesOf = (
  sample: OperationSample,
  address: string,
  type: SampleProof,
): Record<SampleLanguage, string> => {
  const { assignment, header, note } = PROOFS[type];
  const { path, ...call } = sample;
  const program = {
    ...(note === undefined ? {} : { note }),
    assignments: [assignment],
    ...requestOf({ ...call, url: `${address}${path}` }, { [header[0]]: header[1] }),
  };
  return {
    // A shell's quotes hold lines; strings of the others would have escapes for them.
    curl: curlCommand(program.body === undefined ? program : { ...program, body: indented(program.body) }),
    javascript: javascriptCommand(program),
    python: pythonCommand(program),
  };
};
