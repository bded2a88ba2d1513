import { Text } from "@mantine/core";
import { type ReactNode, useId } from "react";
import type { LimitNow } from "../api/resources.ts";
import { type LimitSettings, limitName, limitSentence } from "./limit-words.ts";
import classes from "./limits.module.css";

/** From this part on a limit is nearly used up: where consumers are warned by mail, too. */
const NEARLY = 0.8;
const ALL_BUT = 0.999;

interface LimitMeterProps {
  limit: LimitNow;
  settings: LimitSettings | undefined;
  /** What it counts for, where the heading does not say it. */
  of?: ReactNode;
}

/** A limit as a bar, with the same in words. Colours only repeat what the words say. */
export const LimitMeter = ({ limit, settings, of }: LimitMeterProps) => {
  const id = useId();
  const { most, used } = limit;
  const sentence = limitSentence(limit, settings, Date.now());
  return (
    <li className={classes["limit"]}>
      <Text size="sm" fw={600} component="div" id={id}>
        {limitName(limit)}
        {of ? <> · {of}</> : null}
      </Text>
      <meter
        className={classes["meter"]}
        min={0}
        max={Math.max(most, 1)}
        low={most * NEARLY}
        high={most * ALL_BUT}
        optimum={0}
        value={Math.min(used, most)}
        aria-labelledby={id}
        aria-valuetext={sentence}
      />
      <Text size="sm" className={classes["words"] ?? ""}>
        {sentence}
      </Text>
    </li>
  );
};
