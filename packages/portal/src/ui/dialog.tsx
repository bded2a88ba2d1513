import { Modal } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./dialog.module.css";
import { useReturnedFocus } from "./use-returned-focus.ts";

export interface DialogProps {
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
}: DialogProps) => {
  const content = useRef<HTMLDivElement>(null);
  useReturnedFocus(opened, content);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={size}
      lockScroll={false}
      returnFocus={false}
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
        <Modal.Body>
          <div ref={content}>{children}</div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
