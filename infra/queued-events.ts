import { deadLetters } from "./dead-letters.ts";
import { bus } from "./event-bus.ts";
import { takeFrom } from "./queue.ts";
import { prefix } from "./stage.ts";

interface QueuedEvents {
  queue: sst.aws.Queue;
  /** Of the rule, after the stage's prefix. */
  name: string;
  pattern: object;
}

/** Puts the events of the bus that fit a pattern into a queue. What EventBridge itself cannot hand over goes to the dead letters. */
export const queuedEvents = (title: string, { queue, name, pattern }: QueuedEvents) => {
  const rule = new aws.cloudwatch.EventRule(`${title}Rule`, {
    name: `${prefix}-${name}`,
    eventBusName: bus.name,
    eventPattern: JSON.stringify(pattern),
  });
  const allowed = takeFrom(`${title}Queue`, queue, [rule.arn]);
  new aws.cloudwatch.EventTarget(
    `${title}Target`,
    { rule: rule.name, eventBusName: bus.name, arn: queue.arn, deadLetterConfig: { arn: deadLetters.arn } },
    { dependsOn: [allowed] },
  );
  return rule;
};
