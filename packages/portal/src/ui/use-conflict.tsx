import { useState } from "react";
import { asProblem } from "../api/problem.ts";
import { type Conflict, ConflictDialog } from "./conflict-dialog.tsx";

interface Draft<T> {
  /** What the form was opened with, what it holds now: the fields that are edited, by their labels' keys. */
  before: T;
  mine: T;
}

interface ConflictOptions<T, R extends { revision: number }> {
  labels: Record<keyof T & string, string>;
  /** Reads the resource as it is now. */
  read: () => Promise<R>;
  /** The edited fields of a resource, as the form shows them. */
  fieldsOf: (resource: R) => T;
  /** Sends the form to a revision. @throws Problem */
  save: (mine: T, revision: number) => Promise<unknown>;
  /** Puts what is saved now into the form. */
  onTake: (resource: R) => void;
}

/**
 * Saves to the revision that the form was opened with. When that is not the newest (412) and what the form shows is still as
 * it was opened, as after publishing beside an open form, it saves to the newest. Else another person was faster: it shows
 * the differences and lets the user choose; no change is overwritten unseen.
 */
export const useConflict = <T extends Record<string, string>, R extends { revision: number }>({
  labels,
  read,
  fieldsOf,
  save,
  onTake,
}: ConflictOptions<T, R>) => {
  const [conflict, setConflict] = useState<Conflict<T, R>>();
  const submit = async ({ before, mine }: Draft<T>, revision: number): Promise<"saved" | "conflict"> => {
    try {
      await save(mine, revision);
      return "saved";
    } catch (error) {
      if (asProblem(error).status !== 412) throw error;
      const resource = await read();
      const theirs = fieldsOf(resource);
      const isUntouched = Object.entries(theirs).every(([field, value]) => value === before[field]);
      if (isUntouched && resource.revision > revision) return submit({ before, mine }, resource.revision);
      setConflict({ resource, theirs, before, mine });
      return "conflict";
    }
  };
  const dialog = conflict ? (
    <ConflictDialog
      conflict={conflict}
      labels={labels}
      onClose={() => setConflict(undefined)}
      onKeepMine={async () => {
        const { before, mine, theirs, resource } = conflict;
        // What I did not touch stays as they left it.
        const merged = Object.fromEntries(
          Object.entries(mine).map(([key, value]) => [
            key,
            value === before[key] ? (theirs[key] ?? value) : value,
          ]),
        ) as T;
        setConflict(undefined);
        return submit({ before: theirs, mine: merged }, resource.revision);
      }}
      onTakeTheirs={() => {
        onTake(conflict.resource);
        setConflict(undefined);
      }}
    />
  ) : null;
  return { submit, dialog };
};
