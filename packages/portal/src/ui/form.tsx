import { Button, Group, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { asProblem, type Problem } from "../api/problem.ts";
import { texts } from "../texts/texts.ts";
import { ProblemPanel } from "./problem-panel.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SubmitForm } from "./submit-form.tsx";

interface FormProps {
  /** The words of the button. */
  submit: string;
  /** What it throws is shown above the button. */
  onSubmit: () => Promise<unknown>;
  onCancel?: () => void;
  disabled?: boolean;
  danger?: boolean;
  /** A page's form has a bar that says what is not saved; a dialog's has its buttons at the end. */
  onPage?: boolean;
  /** The fields are only there to be read: nothing to send them with. */
  toRead?: boolean;
  /** Of a page's form, by the labels of its fields: what is not saved yet, and what is wrong. */
  changed?: readonly string[] | undefined;
  wrong?: readonly string[] | undefined;
  onDiscard?: (() => void) | undefined;
  /** The fields; a function of the problem when the fields show it too. */
  children: ReactNode | ((problem: Problem | undefined) => ReactNode);
}

/** Fields that are sent together: the button waits for the answer, and what went wrong is said. */
export const Form = ({
  submit,
  onSubmit,
  onCancel,
  disabled,
  danger,
  onPage,
  toRead,
  changed,
  wrong,
  onDiscard,
  children,
}: FormProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <SubmitForm
      problem={problem}
      onSubmit={() => {
        if (!disabled && !toRead) void send();
      }}
    >
      <Stack>
        {typeof children === "function" ? children(problem) : children}
        {/* Beside the button that was pressed: the form's beginning may be out of sight. */}
        {problem ? <ProblemPanel error={problem} /> : null}
        {onPage && !toRead ? (
          <SaveBar
            submit={submit}
            busy={busy}
            disabled={disabled === true}
            changed={changed}
            wrong={wrong}
            onDiscard={onDiscard}
          />
        ) : null}
        {toRead || onPage ? null : (
          <Group justify="flex-end">
            {onCancel ? (
              <Button variant="default" onClick={onCancel}>
                {texts.ui.cancel}
              </Button>
            ) : null}
            <Button
              type="submit"
              loading={busy}
              disabled={disabled === true}
              {...(danger ? { color: "red" } : {})}
            >
              {submit}
            </Button>
          </Group>
        )}
      </Stack>
    </SubmitForm>
  );
};
