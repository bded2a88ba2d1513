import { Notification } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./notice-stack.module.css";
import { currentNotices, dismiss, onNotices } from "./notices.ts";

/** The live region is always there: one that appears together with its text is not read out. */
export const NoticeStack = () => {
  const notices = useSyncExternalStore(onNotices, currentNotices);
  return (
    <div className={classes["stack"]} role="status" aria-live="polite">
      {notices.map(({ id, tone, text }) => (
        <Notification
          key={id}
          role="presentation"
          withBorder
          color={tone === "good" ? "latch" : "red"}
          onClose={() => dismiss(id)}
          closeButtonProps={{ "aria-label": texts.ui.dismiss }}
        >
          {text}
        </Notification>
      ))}
    </div>
  );
};
