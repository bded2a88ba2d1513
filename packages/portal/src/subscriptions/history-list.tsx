import { Text } from "@mantine/core";
import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";
import { actionName } from "./action-name.ts";
import classes from "./history-list.module.css";

/** Newest first. */
export const HistoryList = ({ entries }: { entries: Subscription["history"] }) => (
  <ol className={classes["history"]}>
    {entries.toReversed().map(({ at, action, actor, reason }) => (
      <li key={`${at} ${action}`}>
        <Text size="sm">
          <strong>{actionName(action)}</strong> {texts.subscription.by(actor)}, <Moment at={at} />
        </Text>
        {reason ? (
          <Text size="sm" c="dimmed" className={classes["reason"] ?? ""}>
            {reason}
          </Text>
        ) : null}
      </li>
    ))}
  </ol>
);
