import { Button } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog, type ConfirmDialogProps } from "./confirm-dialog.tsx";

interface ConfirmButtonProps extends Omit<ConfirmDialogProps, "opened" | "onClose" | "danger"> {
  /** What it does cannot be taken back. */
  forGood?: boolean;
  size?: "xs" | "sm";
}

/** A button that asks before it acts; its words are the dialog's action. */
export const ConfirmButton = ({ forGood = false, size = "sm", ...dialog }: ConfirmButtonProps) => {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size={size}
        onClick={() => setAsking(true)}
        {...(forGood ? { color: "red", variant: "outline" } : { variant: "default" })}
      >
        {dialog.action}
      </Button>
      <ConfirmDialog {...dialog} danger opened={asking} onClose={() => setAsking(false)} />
    </>
  );
};
