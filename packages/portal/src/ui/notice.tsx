import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./notice.module.css";

/** `tell` informs, `good` has gone well, `wait` wants attention, `stop` has failed. */
export type NoticeTone = "tell" | "good" | "wait" | "stop";

const ICONS = {
  tell: IconInfoCircle,
  good: IconCircleCheck,
  wait: IconAlertTriangle,
  stop: IconAlertTriangle,
} as const satisfies Record<NoticeTone, unknown>;

interface NoticeProps {
  tone?: NoticeTone;
  title?: string;
  /** Read out at once (`alert`), or when there is time (`status`). */
  role?: "alert" | "status";
  children?: ReactNode;
}

/** What a page has to say about itself: one look for all of them. The words say it; colour and icon only help. */
export const Notice = ({ tone = "tell", title, role = "status", children }: NoticeProps) => {
  const Icon = ICONS[tone];
  return (
    <div role={role} className={classes["notice"]} data-tone={tone}>
      <Icon size={18} aria-hidden className={classes["icon"] ?? ""} />
      <div className={classes["body"]}>
        {title ? <p className={classes["title"]}>{title}</p> : null}
        {children}
      </div>
    </div>
  );
};
