import { Button } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./shell.module.css";

const Palette = lazy(() => import("../palette/palette.tsx"));

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Opens the palette, by a button and by Ctrl-K or ⌘-K. It is loaded when it is opened first. */
export const PaletteOpener = () => {
  const [open, setOpen] = useState(false);
  /** Where one was: the focus goes back there. */
  const before = useRef<Element>(null);
  const show = useCallback(() => {
    before.current = document.activeElement;
    setOpen(true);
  }, []);
  useEffect(() => {
    if (!open && before.current instanceof HTMLElement) before.current.focus();
  }, [open]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      // Above another dialog it would hide what that one holds.
      if (document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      show();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [show]);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          <kbd className={classes["keys"]} aria-hidden>
            {isMac() ? texts.palette.keysMac : texts.palette.keys}
          </kbd>
        }
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={show}
      >
        {texts.palette.open}
      </Button>
      {open ? (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
};
