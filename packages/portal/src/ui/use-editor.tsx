import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { notify } from "./notices.ts";
import { useUnsaved } from "./unsaved.ts";
import { useConflict } from "./use-conflict.tsx";

interface EditorOptions<T, R extends { revision: number }> {
  /** As the form was opened with. */
  resource: R;
  labels: Record<keyof T & string, string>;
  fieldsOf: (resource: R) => T;
  /** Reads the resource as it is now. */
  read: () => Promise<R>;
  /** Sends what was typed over `before` to a revision. @throws Problem */
  save: (mine: T, revision: number, before: T) => Promise<R>;
  /** Told of the resource as it is now. */
  onOpen?: (current: R) => void;
  onSaved?: () => void;
}

/**
 * A form that edits a resource. It belongs to the revision that it was opened with, even if the page loads a newer one
 * meanwhile; it is opened anew with what was saved, and with what another person has saved when that is taken.
 */
export const useEditor = <T extends Record<string, string>, R extends { revision: number }>({
  resource,
  labels,
  fieldsOf,
  read,
  save,
  onOpen,
  onSaved,
}: EditorOptions<T, R>) => {
  const [opened, setOpened] = useState(resource);
  const [mine, setMine] = useState(() => fieldsOf(resource));
  const before = fieldsOf(opened);
  const changed = Object.entries(labels)
    .filter(([field]) => mine[field] !== before[field])
    .map(([, label]) => String(label));
  useUnsaved(changed);
  const open = (current: R) => {
    setOpened(current);
    setMine(fieldsOf(current));
    onOpen?.(current);
  };
  const { submit, dialog } = useConflict({
    labels,
    read,
    fieldsOf,
    save: async (fields, revision) => {
      open(await save(fields, revision, before));
      notify("good", texts.ui.saved);
      onSaved?.();
    },
    onTake: open,
  });
  return {
    opened,
    mine,
    setMine,
    dialog,
    changed,
    discard: () => setMine(before),
    submit: () => submit({ before, mine }, opened.revision),
  };
};
