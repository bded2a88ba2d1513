import { useEffect, useId, useSyncExternalStore } from "react";

/** The labels of the fields that were changed and not saved, by the form that they are in. */
let forms: ReadonlyMap<string, readonly string[]> = new Map();
/** All of them; one value while nothing changes. */
let fields: readonly string[] = [];
/** What waits for the answer whether they may be lost. */
let asked: (() => void) | undefined;
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const become = (form: string, changed: readonly string[]): void => {
  const { [form]: _former, ...others } = Object.fromEntries(forms);
  forms = new Map(Object.entries(changed.length === 0 ? others : { ...others, [form]: changed }));
  fields = [...forms.values()].flat();
  tell();
};

/** Says which fields of a form are changed and not saved: the page is not left without asking, until there are none. */
export const useUnsaved = (changed: readonly string[]): void => {
  const form = useId();
  const key = JSON.stringify(changed);
  useEffect(() => {
    become(form, JSON.parse(key));
    return () => become(form, []);
  }, [form, key]);
};

export const unsavedFields = (): readonly string[] => fields;
export const useUnsavedFields = (): readonly string[] => useSyncExternalStore(listen, unsavedFields);

/** Goes on at once where nothing would be lost, else once it is said that it may be. */
export const loseUnsaved = (proceed: () => void): void => {
  if (fields.length > 0) {
    asked = proceed;
    tell();
  } else proceed();
};

export const answerUnsaved = (mayLose: boolean): void => {
  const proceed = asked;
  asked = undefined;
  if (mayLose) proceed?.();
  tell();
};
export const useAskedToLose = (): boolean => useSyncExternalStore(listen, () => asked !== undefined);
