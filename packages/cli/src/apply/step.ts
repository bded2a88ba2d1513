import type { Path } from "../declaration/declared-file.ts";

export type Kind =
  | "team"
  | "member"
  | "service"
  | "consumer"
  | "plugin"
  | "subscription"
  | "credential"
  | "webhook";

/** What is asked of the management API. `{consumer}` in the path is the id of the chain's consumer. */
export interface Asked {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** One change, and what it is for. Nothing in it but `ask` may hold a secret. */
export interface Step {
  readonly action: "create" | "change" | "remove";
  readonly kind: Kind;
  /** What people call it, as `weather/nightly`. */
  readonly name: string;
  /** What changes of it; or how it is made. */
  readonly detail?: string;
  /** Where the file says it. Absent where the file lacks it. */
  readonly at?: Path;
  readonly ask: Asked;
  /** Of a new credential: whether its secret is to be handed over, and to whom it belongs. */
  readonly secretOf?: SecretOwner;
  /** Of one whose secret the stage makes: what tells it from all others of the file, from run to run. */
  readonly mark?: string;
  /** The answer is the consumer of the chain, whose id later steps need. */
  readonly isConsumer?: true;
}

/** A credential, by its names; or a webhook, by its address. */
export type SecretOwner =
  | { readonly team: string; readonly consumer: string; readonly credential: string; readonly type: string }
  | { readonly team: string; readonly webhook: string; readonly type: "webhook" };

export const markOf = (...names: readonly (string | number)[]): string => JSON.stringify(names);

/** Why something that the file says is removed first: it is made again by the next step. */
export const SECRET_LOST = "a run that was killed has lost its secret";

/** Steps that follow one another. `consumer` is the id, where there is one already. */
export interface Chain {
  readonly consumer?: string;
  readonly steps: readonly Step[];
}

/** What cannot be done as the file says it. */
export interface Fault {
  readonly at: Path;
  readonly detail: string;
}

/** What one part of the file comes to. */
export interface Planned {
  readonly chains: readonly Chain[];
  readonly faults: readonly Fault[];
  /** What is told and changes nothing. */
  readonly notes: readonly string[];
}

export const joined = (parts: readonly Planned[]): Planned => ({
  chains: parts.flatMap(({ chains }) => chains),
  faults: parts.flatMap(({ faults }) => faults),
  notes: parts.flatMap(({ notes }) => notes),
});

export const chainOf = (steps: readonly Step[], consumer?: string): readonly Chain[] =>
  steps.length === 0 ? [] : [{ steps, ...(consumer === undefined ? {} : { consumer }) }];

/** A step that changes the fields of something, if any of them differ. */
export const changeOf = (
  step: Omit<Step, "action" | "detail" | "ask"> & { path: string },
  changed: Readonly<Record<string, unknown>>,
): Step[] => {
  const { path, ...rest } = step;
  return Object.keys(changed).length === 0
    ? []
    : [
        {
          ...rest,
          action: "change",
          detail: Object.keys(changed).join(", "),
          ask: { method: "PATCH", path, body: changed },
        },
      ];
};
