import { Text } from "@mantine/core";

/** Says why the fields of a page are there only to be read. */
export const ReadOnlyNote = ({ children }: { children: string }) => (
  <Text size="sm" c="dimmed" mb="md">
    {children}
  </Text>
);
