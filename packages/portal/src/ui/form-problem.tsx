import { createContext, useContext, useState } from "react";
import type { Problem } from "../api/problem.ts";
import { type Constrained, invalidWords } from "./invalid-words.ts";

/** What the API said of the form around a field, when it was last sent. */
export const FormProblem = createContext<Problem | undefined>(undefined);

/** What a field is told beside its control's own properties. */
export interface Checked {
  /** JSON Pointers (RFC 6901) of the request's members that the field fills. */
  at?: string | readonly string[] | undefined;
  /** What to say where the value does not fit `pattern`. */
  wrong?: string | undefined;
}

interface Control extends Checked {
  value?: unknown;
  error?: React.ReactNode;
}

/**
 * What is said at a field: the browser's constraints in our words once the form is sent, or what the API has refused of its
 * members. It is gone as soon as the value changes.
 */
export const useChecked = ({ at, wrong, value, error }: Control) => {
  const problem = useContext(FormProblem);
  const [said, say] = useState<string>();
  const [known, setKnown] = useState({ problem, value });
  if (known.problem !== problem || known.value !== value) {
    // Only of a new problem: a field that has moved up a list since keeps what was said of it.
    say(known.problem === problem ? undefined : refusedAt(problem, at));
    setKnown({ problem, value });
  }
  return {
    error: said ?? error,
    onInvalid: ({ currentTarget }: { currentTarget: Constrained }) => say(invalidWords(currentTarget, wrong)),
  };
};

const refusedAt = (problem: Problem | undefined, at: Checked["at"]): string | undefined =>
  problem?.errors.find(({ pointer }) =>
    [at ?? []].flat().some((each) => pointer === each || pointer.startsWith(`${each}/`)),
  )?.detail;
