import { Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(texts.refusal.reasons));

/** A reason in words, and its code, which logs, documents and events say. */
export const RefusalReason = ({ reason }: { reason: string }) => {
  const word = WORDS.get(reason);
  return word === undefined ? (
    reason
  ) : (
    <>
      {word}
      <Text size="xs" c="dimmed">
        {reason}
      </Text>
    </>
  );
};
