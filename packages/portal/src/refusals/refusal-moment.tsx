import { Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";

/** When a call was refused, and the id that its caller was answered. */
export const RefusalMoment = ({ at, requestId }: { at: string; requestId: string }) => (
  <>
    <Moment at={at} />
    <Text size="xs" c="dimmed">
      {texts.refusal.request} {requestId}
    </Text>
  </>
);
