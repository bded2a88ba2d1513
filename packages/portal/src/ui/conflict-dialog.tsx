import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { Dialog } from "./dialog.tsx";
import { ProblemPanel } from "./problem-panel.tsx";

export interface Conflict<T, R> {
  resource: R;
  before: T;
  mine: T;
  theirs: T;
}

interface ConflictDialogProps<T> {
  conflict: Conflict<T, unknown>;
  labels: Record<string, string>;
  onClose: () => void;
  onKeepMine: () => Promise<unknown>;
  onTakeTheirs: () => void;
}

export const ConflictDialog = <T extends Record<string, string>>({
  conflict: { mine, theirs },
  labels,
  onClose,
  onKeepMine,
  onTakeTheirs,
}: ConflictDialogProps<T>) => {
  const [error, setError] = useState<unknown>();
  const differing = Object.keys(mine).filter((key) => mine[key] !== theirs[key]);
  return (
    <Dialog title={texts.conflict.title} opened onClose={onClose} keep>
      <Stack>
        <Text size="sm">{texts.conflict.lead}</Text>
        {error ? <ProblemPanel error={error} /> : null}
        {differing.length === 0 ? (
          <Text size="sm">{texts.conflict.same}</Text>
        ) : (
          <Table.ScrollContainer minWidth={360}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{texts.conflict.field}</Table.Th>
                  <Table.Th>{texts.conflict.theirs}</Table.Th>
                  <Table.Th>{texts.conflict.yours}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {differing.map((key) => (
                  <Table.Tr key={key}>
                    <Table.Th scope="row">{labels[key]}</Table.Th>
                    <Table.Td>{theirs[key] || texts.ui.none}</Table.Td>
                    <Table.Td>{mine[key] || texts.ui.none}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onTakeTheirs}>
            {texts.conflict.takeTheirs}
          </Button>
          <Button onClick={() => onKeepMine().catch(setError)}>{texts.conflict.keepMine}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
};
