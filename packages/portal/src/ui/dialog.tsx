import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";

interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  size?: string;
  /** A click beside it does not close it: there is something to lose. */
  keep?: boolean;
  children: ReactNode;
}

/** Mantine's scroll lock writes a style element, which the content policy refuses; `index.css` locks instead. */
export const Dialog = ({ title, opened, onClose, size = "lg", keep = false, children }: DialogProps) => (
  <Modal
    title={title}
    opened={opened}
    onClose={onClose}
    size={size}
    lockScroll={false}
    closeOnClickOutside={!keep}
    closeButtonProps={{ "aria-label": texts.ui.close }}
    transitionProps={{ duration: 120 }}
  >
    {children}
  </Modal>
);
