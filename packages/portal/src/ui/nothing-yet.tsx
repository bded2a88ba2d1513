import { Text } from "@mantine/core";

/** Instead of a list inside a section, while there is nothing in it. */
export const NothingYet = ({ title, lead }: { title: string; lead: string }) => (
  <Text size="sm" c="dimmed">
    {title}. {lead}
  </Text>
);
