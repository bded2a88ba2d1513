import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog, type DialogProps } from "./dialog.tsx";

interface DialogButtonProps extends Omit<DialogProps, "opened" | "onClose" | "children"> {
  /** The button's words. */
  label: string;
  children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog. */
export const DialogButton = ({ label, children, ...dialog }: DialogButtonProps) => {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Dialog {...dialog} opened={opened} onClose={close}>
        {children(close)}
      </Dialog>
    </>
  );
};
