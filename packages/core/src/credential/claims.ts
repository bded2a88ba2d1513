import { Refusal } from "../refusal.ts";
import type { Write } from "../store/change.ts";
import type { Credential } from "./credential.ts";

/** The writes that claim names for a credential; a name that another one has is not told whose it is. */
export const claims = (
  credential: Pick<Credential, "consumerId" | "id">,
  pointers: readonly string[],
): Write[] =>
  pointers.map((value) => ({
    write: "claim",
    name: { kind: "credential-pointer", value },
    holder: `${credential.consumerId}/${credential.id}`,
    otherwise: new Refusal("credential-taken", "Another credential has this value already."),
  }));

export const releases = (pointers: readonly string[]): Write[] =>
  pointers.map((value) => ({ write: "release", name: { kind: "credential-pointer", value } }));
