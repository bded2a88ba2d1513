import { type ReactNode, useEffect, useRef } from "react";
import type { Problem } from "../api/problem.ts";
import { FormProblem } from "./form-problem.tsx";

interface SubmitFormProps {
  onSubmit: () => void;
  /** What the API said when it was last sent; shown at the fields that it is about. */
  problem?: Problem | undefined;
  children: ReactNode;
}

const WRONG = "[aria-invalid=true], [data-wrong] input";
const INVALID = `:is(input, select, textarea):invalid, ${WRONG}`;

/**
 * A form that the page sends itself, once its fields hold what they ask for; the first that does not gets the focus, in sight
 * below the sticky header (`index.css`). A dialog is drawn elsewhere, but for React it is inside the form that opened it.
 */
export const SubmitForm = ({ onSubmit, problem, children }: SubmitFormProps) => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) focusFirst(form.current, WRONG);
  }, [problem]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (event.currentTarget.checkValidity()) onSubmit();
        else focusFirst(event.currentTarget, INVALID);
      }}
    >
      <FormProblem value={problem}>{children}</FormProblem>
    </form>
  );
};

const focusFirst = (form: HTMLFormElement | null, selector: string): void => {
  const wrong = form?.querySelector(selector);
  if (!(wrong instanceof HTMLElement)) return;
  wrong.focus();
  // What has the focus already is not scrolled to.
  wrong.scrollIntoView({ block: "nearest" });
};
