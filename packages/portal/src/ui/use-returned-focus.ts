import { type RefObject, useLayoutEffect } from "react";

const DIALOG = "[role=dialog]";

/** What had the focus last, by the dialog that it is in; of the page itself by its body. */
const lastIn = new WeakMap<Element, HTMLElement>();

/** The items of a menu are gone with it: its button stands for them. */
const remember = (focused: EventTarget | null): void => {
  if (!(focused instanceof HTMLElement)) return;
  const menu = focused.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const kept = (menu ? document.getElementById(menu) : null) ?? focused;
  lastIn.set(kept.closest(DIALOG) ?? document.body, kept);
};
remember(document.activeElement);
document.addEventListener("focusin", ({ target }) => remember(target));

/** To what had the focus in the dialog below, or in the page; where that is gone, to the page. */
const giveBack = (closed: Element | null): void => {
  const now = document.activeElement;
  // A page that was gone to has taken it.
  if (now !== null && now !== document.body && !closed?.contains(now)) return;
  const below = [...document.querySelectorAll(DIALOG)].findLast((each) => each !== closed) ?? document.body;
  const last = lastIn.get(below);
  const to = last?.isConnected ? last : document.getElementById("main");
  to?.focus({ preventScroll: true });
};

/** Gives the focus back when a dialog goes: closed, or taken out of the page. */
export const useReturnedFocus = (opened: boolean, content: RefObject<HTMLElement | null>): void => {
  useLayoutEffect(() => {
    if (!opened) return undefined;
    return () => {
      const closed = content.current?.closest(DIALOG) ?? content.current;
      setTimeout(() => giveBack(closed));
    };
  }, [opened, content]);
};
