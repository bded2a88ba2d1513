import { Button, Group, Stack, Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Dialog } from "./dialog.tsx";
import { UnsavedList } from "./unsaved-list.tsx";

interface UnsavedDialogProps {
  isAsked: boolean;
  onAnswer: (mayLose: boolean) => void;
}

const UnsavedDialog = ({ isAsked, onAnswer }: UnsavedDialogProps) =>
  // Only then in the document: above a dialog that is open already.
  isAsked ? (
    <Dialog title={texts.unsaved.title} opened onClose={() => onAnswer(false)} size="md" keep>
      <Stack>
        <Text size="sm">{texts.unsaved.lead}</Text>
        <UnsavedList />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onAnswer(true)}>
            {texts.unsaved.leave}
          </Button>
          <Button data-autofocus onClick={() => onAnswer(false)}>
            {texts.unsaved.stay}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  ) : null;

export default UnsavedDialog;
