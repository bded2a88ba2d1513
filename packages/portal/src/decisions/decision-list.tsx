import { Button, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { texts } from "../texts/texts.ts";
import { Section } from "../ui/section.tsx";
import type { Decided, DecisionQueue } from "./decision-queue.ts";
import classes from "./decisions.module.css";
import { nameOf } from "./name-of.ts";

const SECOND_MS = 1000;

/** Seconds that are left, counted down. */
const SecondsLeft = ({ until }: { until: number }) => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer">{texts.decision.inSeconds(Math.max(Math.ceil((until - now) / SECOND_MS), 0))}</span>
  );
};

const Outcome = ({ of: { state, decision, due, detail = "" } }: { of: Decided }) => {
  if (state === "waiting") return <SecondsLeft until={due} />;
  if (state === "sending") return texts.decision.sending;
  return state === "sent" ? texts.decision.sent[decision] : texts.decision.failed(detail);
};

/** The decisions that were made here: those that wait can be undone, and each of the others has its result. */
export const DecisionList = ({ decided, queue }: { decided: readonly Decided[]; queue: DecisionQueue }) => {
  if (decided.length === 0) return null;
  const waiting = decided.filter(({ state }) => state === "waiting");
  const actions =
    waiting.length > 0 ? (
      <>
        <Button size="xs" variant="default" onClick={() => queue.undo(waiting.map(({ key }) => key))}>
          {texts.decision.undoAll}
        </Button>
        <Button size="xs" variant="default" onClick={queue.sendNow}>
          {texts.decision.sendNow}
        </Button>
      </>
    ) : (
      <Button size="xs" variant="default" onClick={queue.clear}>
        {texts.decision.clear}
      </Button>
    );
  return (
    <Section title={texts.decision.queue} lead={texts.decision.queueLead} actions={actions}>
      <ul className={classes["queue"]} aria-live="polite">
        {decided.map((each) => (
          <li key={each.key}>
            <Group gap="xs">
              <Text size="sm" data-outcome={each.state}>
                {texts.decision.decided[each.decision]}: {nameOf(each.subscription)} · <Outcome of={each} />
              </Text>
              {each.state === "waiting" ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => queue.undo([each.key])}
                  aria-label={texts.decision.undoOf(nameOf(each.subscription))}
                >
                  {texts.decision.undo}
                </Button>
              ) : null}
            </Group>
          </li>
        ))}
      </ul>
    </Section>
  );
};
