import type { ReactNode } from "react";

interface SubmitFormProps {
  onSubmit: () => void;
  children: ReactNode;
}

/** A form that the page sends itself. A dialog is drawn elsewhere, but for React it is inside the form that opened it. */
export const SubmitForm = ({ onSubmit, children }: SubmitFormProps) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      event.stopPropagation();
      onSubmit();
    }}
  >
    {children}
  </form>
);
