import { Checkbox, Text } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { BulkDecision } from "./bulk-decision.tsx";
import { DecisionCard } from "./decision-card.tsx";
import { DecisionList } from "./decision-list.tsx";
import type { Waiting } from "./decision-queries.ts";
import { type Decision, keyOfApplication } from "./decision-queue.ts";
import classes from "./decisions.module.css";
import { useDecisions } from "./use-decisions.ts";

/** What waits, the longest waiting first, but for what was just decided here. */
export const WaitingCards = ({ waiting: { items, more } }: { waiting: Waiting }) => {
  const { decided, queue } = useDecisions();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const isDecided = new Set(decided.filter(({ state }) => state !== "failed").map(({ key }) => key));
  const shown = items.filter((each) => !isDecided.has(keyOfApplication(each)));
  const chosen = shown.filter((each) => selected.has(keyOfApplication(each)));
  const select = (keys: readonly string[], isOn: boolean) => {
    const next = new Set(selected);
    for (const key of keys) isOn ? next.add(key) : next.delete(key);
    setSelected(next);
  };
  const decideAll = (decision: Decision, reason: string) => {
    queue.add(chosen, decision, reason);
    setSelected(new Set());
  };
  return (
    <>
      <DecisionList decided={decided} queue={queue} />
      {shown.length === 0 ? (
        <EmptyState title={texts.subscription.noneWaiting} lead={texts.subscription.noneWaitingLead} />
      ) : (
        <>
          {shown.length > 1 ? (
            <Checkbox
              mb="sm"
              label={texts.decision.selectAll}
              checked={chosen.length === shown.length}
              indeterminate={chosen.length > 0 && chosen.length < shown.length}
              onChange={({ currentTarget }) => select(shown.map(keyOfApplication), currentTarget.checked)}
            />
          ) : null}
          {chosen.length > 0 ? <BulkDecision count={chosen.length} onDecide={decideAll} /> : null}
          <ul className={classes["cards"]}>
            {shown.map((each) => (
              <li key={keyOfApplication(each)}>
                <DecisionCard
                  subscription={each}
                  selected={selected.has(keyOfApplication(each))}
                  onSelect={(isOn) => select([keyOfApplication(each)], isOn)}
                  onDecide={(decision, reason) => queue.add([each], decision, reason)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {more ? (
        <Text size="sm" c="dimmed" mt="md">
          {texts.subscription.moreWait}
        </Text>
      ) : null}
    </>
  );
};
