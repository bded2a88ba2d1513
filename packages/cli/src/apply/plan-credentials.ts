import type { Schemas } from "@latchkey/client/operations";
import type { DeclaredCredential } from "../declaration/declaration.ts";
import type { ConsumerPart } from "./consumer-part.ts";
import type { Fields } from "./patched-fields.ts";
import { differing, isSame, withoutNulls } from "./same.ts";
import { changeOf, type Fault, markOf, SECRET_LOST, type Step } from "./step.ts";

export type CredentialThere = Schemas["Credential"];

const PATH = "/v1/consumers/{consumer}/credentials";

/** A credential is found by its name; of several with one name the file's first is the oldest. */
export const planCredentials = (
  { at, name, consumer, prune, lost }: ConsumerPart,
  there: readonly CredentialThere[],
  fields: Fields,
): { steps: Step[]; faults: Fault[]; notes: string[] } => {
  const left = [...there];
  const steps: Step[] = [];
  const faults: Fault[] = [];
  const notes: string[] = [];
  for (const [index, said] of (consumer.credentials ?? []).entries()) {
    const place = [...at, "credentials", index];
    const step = { kind: "credential", name: `${name}/${said.name}`, at: place } as const;
    const found = takenOut(left, said);
    const made = { ...step, ...created(said, consumer, index) };
    const isLost = made.mark !== undefined && lost.has(made.mark);
    if (isLost && found?.lastUsedAt !== undefined)
      notes.push(
        `${step.name}: a run that was killed has made it and lost its secret, but it is used: it stays`,
      );
    if (!found) steps.push(made, ...disabled(step, said));
    else if (isLost && found.lastUsedAt === undefined && found.type === said.type) {
      const ask = { method: "DELETE", path: `${PATH}/${found.id}` } as const;
      steps.push({ ...step, action: "remove", detail: SECRET_LOST, ask }, made, ...disabled(step, said));
    } else if (found.type !== said.type)
      faults.push({
        at: [...place, "type"],
        detail: `a credential's type never changes; it is ${found.type}`,
      });
    else
      steps.push(...changeOf({ ...step, path: `${PATH}/${found.id}` }, changedFields(said, found, fields)));
  }
  const removed = prune ? left : [];
  return {
    faults,
    notes,
    steps: [
      ...steps,
      ...removed.map(
        (each): Step => ({
          action: "remove",
          kind: "credential",
          name: `${name}/${each.name}`,
          ask: { method: "DELETE", path: `${PATH}/${each.id}` },
        }),
      ),
    ],
  };
};

/** The one that is meant: of the same name and type, else of the same name. */
const takenOut = (left: CredentialThere[], said: DeclaredCredential): CredentialThere | undefined => {
  const named = left.filter(({ name }) => name === said.name);
  const found = named.find(({ type }) => type === said.type) ?? named[0];
  if (found) left.splice(left.indexOf(found), 1);
  return found;
};

/** Of what is given the stage makes no secret. */
const GIVEN = [
  "apiKey",
  "apiKeySha256",
  "password",
  "passwordHash",
  "secretKey",
  "secret",
  "publicKey",
  "jwksUri",
];

/** The place tells two of one name apart. */
const created = (said: DeclaredCredential, { team, name }: ConsumerPart["consumer"], place: number) => {
  const { status: _, ...fields } = said;
  const isGiven = GIVEN.some((field) => said[field] !== undefined);
  return {
    ...(isGiven ? {} : { mark: markOf(team, name, said.name, place) }),
    action: "create",
    detail: said.type,
    ask: { method: "POST", path: PATH, body: withoutNulls(fields) },
    secretOf: { team, consumer: name, credential: said.name, type: said.type },
  } as const;
};

/** A new credential is enabled: one that the file disables is disabled next. Its id is the answer's before. */
const disabled = (step: Pick<Step, "kind" | "name" | "at">, said: DeclaredCredential): Step[] =>
  said["status"] === "disabled"
    ? [
        {
          ...step,
          action: "change",
          detail: "status",
          ask: { method: "PATCH", path: `${PATH}/{made}`, body: { status: "disabled" } },
        },
      ]
    : [];

/** The file's `algorithm` is shown as a list. */
const changedFields = (
  said: DeclaredCredential,
  found: CredentialThere,
  { credential }: Fields,
): Record<string, unknown> => {
  const there: Readonly<Record<string, unknown>> = { ...found };
  const changed = differing(said, there, credential);
  const algorithms = [said["algorithm"]].flat();
  if ("algorithm" in changed && isSame(algorithms, there["algorithms"])) delete changed["algorithm"];
  return changed;
};
