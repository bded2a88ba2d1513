import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./conflict-dialog.module.css";
import { DataTable } from "./data-table.tsx";
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

/** Some fields are several lines. */
const Value = ({ text }: { text: string | undefined }) => (
  <span className={classes["value"]}>{text || texts.ui.none}</span>
);

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
          <DataTable
            items={differing}
            keyOf={(key) => key}
            columns={[
              { label: texts.conflict.field, cell: (key) => labels[key] },
              { label: texts.conflict.theirs, cell: (key) => <Value text={theirs[key]} /> },
              { label: texts.conflict.yours, cell: (key) => <Value text={mine[key]} /> },
            ]}
          />
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
