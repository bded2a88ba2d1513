import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./dialog.module.css";

interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  size?: string;
  /** A click beside it does not close it: there is something to lose. */
  keep?: boolean;
  /** It stays until what it asks for is done. */
  final?: boolean;
  children: ReactNode;
}

/**
 * Mantine's scroll lock writes a style element, which the content policy refuses; `index.css` locks instead. Its head
 * is a `header`, which would be a second banner of the page.
 */
export const Dialog = ({
  title,
  opened,
  onClose,
  size = "lg",
  keep = false,
  final = false,
  children,
}: DialogProps) => (
  <Modal.Root
    opened={opened}
    onClose={onClose}
    size={size}
    lockScroll={false}
    closeOnClickOutside={!keep && !final}
    closeOnEscape={!final}
    transitionProps={{ duration: 120 }}
  >
    <Modal.Overlay />
    <Modal.Content>
      <Modal.Header role="presentation">
        <Modal.Title className={classes["title"] ?? ""}>{title}</Modal.Title>
        {final ? null : <Modal.CloseButton aria-label={texts.ui.close} />}
      </Modal.Header>
      <Modal.Body>{children}</Modal.Body>
    </Modal.Content>
  </Modal.Root>
);
