import { Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { texts } from "../texts/texts.ts";
import { Dialog } from "./dialog.tsx";
import { Form } from "./form.tsx";
import { Textarea, TextInput } from "./inputs.tsx";

export interface ConfirmDialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  /** What will happen. */
  children: ReactNode;
  action: string;
  danger?: boolean;
  /** Has to be typed before the action is possible. */
  typed?: string;
  /** Asks for a reason, with this label. */
  reasonLabel?: string;
  onConfirm: (reason: string) => Promise<unknown>;
}

export const ConfirmDialog = (props: ConfirmDialogProps) => (
  <Dialog title={props.title} opened={props.opened} onClose={props.onClose} size="md">
    <Confirmation {...props} />
  </Dialog>
);

const Confirmation = ({
  onClose,
  children,
  action,
  danger = false,
  typed,
  reasonLabel,
  onConfirm,
}: ConfirmDialogProps) => {
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const confirm = async () => {
    await onConfirm(reason.trim());
    onClose();
  };
  return (
    <Form
      submit={action}
      onSubmit={confirm}
      onCancel={onClose}
      danger={danger}
      disabled={typed !== undefined && name !== typed}
    >
      <Text component="div" size="sm">
        {children}
      </Text>
      {typed === undefined ? null : (
        <TextInput
          label={texts.ui.typeToConfirm(typed)}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
      )}
      {reasonLabel === undefined ? null : (
        <Textarea
          label={reasonLabel}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          at="/reason"
          maxLength={1000}
          rows={3}
          data-autofocus
        />
      )}
    </Form>
  );
};
