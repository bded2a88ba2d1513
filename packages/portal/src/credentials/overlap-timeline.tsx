import type { ReactNode } from "react";
import { readable } from "../formats/time.ts";
import { texts } from "../texts/texts.ts";
import classes from "./overlap-timeline.module.css";

interface OverlapTimelineProps {
  /** ISO 8601: when the new secret was made, and when the old one stops. */
  from: string;
  until: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** The last use of each secret, where it is known. */
  uses?: { old: ReactNode; new: ReactNode } | undefined;
}

const WIDTH = 240;
/** Where the old secret stops: the new one goes on beyond it. */
const STOP = 190;

/** A bar for each secret, and a line where the time is now. The words below say the same. */
export const OverlapTimeline = ({ from, until, now, uses }: OverlapTimelineProps) => {
  const start = Date.parse(from);
  const length = Date.parse(until) - start;
  const done = length <= 0 ? 0 : Math.min(1, Math.max(0, (now - start) / length));
  const at = 2 + done * STOP;
  return (
    <div className={classes["overlap"]}>
      <svg
        viewBox={`0 0 ${WIDTH} 28`}
        width={WIDTH}
        height="28"
        role="img"
        aria-label={texts.credential.timeline}
      >
        <rect className={classes["old"]} x="2" y="4" width={length <= 0 ? 0 : STOP} height="8" rx="2" />
        <rect className={classes["new"]} x="2" y="16" width={WIDTH - 2} height="8" rx="2" />
        <line className={classes["now"]} x1={at} x2={at} y1="0" y2="28" />
      </svg>
      <ul className={classes["words"]}>
        <li data-secret-of="old">
          {length <= 0 ? texts.credential.oldStopsNow : texts.credential.oldUntil(readable(until))}
          {uses?.old}
        </li>
        <li data-secret-of="new">
          {texts.credential.newFrom(readable(from))}
          {uses?.new}
        </li>
      </ul>
    </div>
  );
};
