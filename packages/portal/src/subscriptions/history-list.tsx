import { Text } from "@mantine/core";
import type { Subscription } from "../api/resources.ts";
import { readable } from "../formats/time.ts";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";
import { actionName } from "./action-name.ts";
import classes from "./history-list.module.css";

type Changed = NonNullable<Subscription["history"][number]["changed"]>;

/** What an approval grants otherwise than it was asked, or proposes. */
const changedLines = ({ plan, scopes, expiresAt }: Changed): string[] => {
  const { changed, all, none } = texts.application;
  return [
    ...(plan ? [changed.plan(plan.to, plan.from ?? none)] : []),
    ...(scopes ? [changed.scopes(scopes.to.join(", "), scopes.from?.join(", ") ?? all)] : []),
    ...(expiresAt ? [changed.expiresAt(readable(expiresAt.to))] : []),
  ];
};

const byWhom = (actor: string, delegateOf: string | undefined): string =>
  delegateOf === undefined ? texts.subscription.by(actor) : texts.delegate.byDelegate(actor, delegateOf);

/** Newest first. */
export const HistoryList = ({ entries }: { entries: Subscription["history"] }) => (
  <ol className={classes["history"]}>
    {entries.toReversed().map(({ at, action, actor, delegateOf, reason, changed }) => (
      <li key={`${at} ${action}`}>
        <Text size="sm">
          <strong>{actionName(action)}</strong> {byWhom(actor, delegateOf)}, <Moment at={at} />
        </Text>
        {changed ? (
          <Text size="sm" c="dimmed">
            {changedLines(changed).join(" · ")}
          </Text>
        ) : null}
        {reason ? (
          <Text size="sm" c="dimmed" className={classes["reason"] ?? ""}>
            {reason}
          </Text>
        ) : null}
      </li>
    ))}
  </ol>
);
