import { Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";
import classes from "./overlap-timeline.module.css";

interface OverlapTimelineProps {
  /** ISO 8601: when the new secret was made, and when the old one stops. */
  from: string;
  until: string;
  now: number;
}

const WIDTH = 200;

/** How far the time with two secrets has gone. The words beside it say the same. */
export const OverlapTimeline = ({ from, until, now }: OverlapTimelineProps) => {
  const start = Date.parse(from);
  const done = Math.min(1, Math.max(0, (now - start) / Math.max(1, Date.parse(until) - start)));
  return (
    <div className={classes["overlap"]}>
      <svg
        viewBox={`0 0 ${WIDTH} 12`}
        width={WIDTH}
        height="12"
        role="img"
        aria-label={texts.credential.timeline}
      >
        <rect className={classes["track"]} x="0" y="4" width={WIDTH} height="4" rx="2" />
        <rect className={classes["done"]} x="0" y="4" width={WIDTH * done} height="4" rx="2" />
        <circle className={classes["now"]} cx={6 + (WIDTH - 12) * done} cy="6" r="5" />
      </svg>
      <Text size="xs">
        {texts.credential.previous} <Moment at={until} />
      </Text>
    </div>
  );
};
