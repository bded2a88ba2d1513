import type { DeadLetters } from "@latchkey/core/dead-letter/dead-letters";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { once } from "@latchkey/core/once";
import { eventOfBus } from "../bus/event-of-bus.ts";
import { now } from "../composition/clock.ts";
import { controlPlane } from "../composition/dependencies.ts";

export const deadLetters = once((): DeadLetters => {
  const { stores, commit } = controlPlane();
  return deadLettersIn({ stores, now, commit });
});

/** Keeps an event of the bus that one of its listeners has not taken. */
export const keepBusLetter = (
  letters: DeadLetters,
  letter: { listener: string; input: unknown; reason: string },
): Promise<void> => {
  const event = eventOfBus(letter.input);
  return letters.keep({
    target: { kind: "bus", listener: letter.listener },
    reason: letter.reason,
    ...(event ? { event } : {}),
  });
};
