import { Button, Group, Stack } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { texts } from "../texts/texts.ts";
import { Dialog } from "./dialog.tsx";

interface SecretDialogProps<T> {
  /** Above the form, and above what it was answered. */
  title: string;
  shownTitle: string;
  opened: boolean;
  onClose: () => void;
  size?: string;
  /** The form. It hands over the request that is on its way; what that throws is the form's to show. */
  form: (expect: (answer: Promise<T>) => Promise<void>) => ReactNode;
  /** Whether there is a secret in the answer. */
  hasSecret: (answer: T) => boolean;
  /** Shows the answer, and tells when the secret was copied or downloaded. */
  children: (answer: T, onTaken: () => void) => ReactNode;
}

/**
 * Makes a secret and shows it. Closing the dialog is the end of the secret, so it closes only when nothing is on its way
 * and the secret was copied, downloaded, or said to be had; until then the page is not left either.
 */
export const SecretDialog = <T,>({ opened, onClose, ...dialog }: SecretDialogProps<T>) => {
  const [sending, setSending] = useState(false);
  const [answer, setAnswer] = useState<{ value: T }>();
  const [isTaken, setIsTaken] = useState(false);
  const isHeld = sending || (answer !== undefined && dialog.hasSecret(answer.value) && !isTaken);
  useBlocker({ shouldBlockFn: () => true, enableBeforeUnload: isHeld, disabled: !isHeld });
  const expect = async (request: Promise<T>) => {
    setSending(true);
    try {
      const value = await request;
      setIsTaken(false);
      setAnswer({ value });
    } finally {
      setSending(false);
    }
  };
  const close = () => {
    setAnswer(undefined);
    onClose();
  };
  return (
    <Dialog
      title={answer ? dialog.shownTitle : dialog.title}
      opened={opened}
      onClose={close}
      keep
      final={isHeld}
      {...(dialog.size === undefined ? {} : { size: dialog.size })}
    >
      {answer ? (
        <Stack>
          {dialog.children(answer.value, () => setIsTaken(true))}
          <Group justify="flex-end">
            <Button onClick={close}>{texts.credential.done}</Button>
          </Group>
        </Stack>
      ) : (
        dialog.form(expect)
      )}
    </Dialog>
  );
};
