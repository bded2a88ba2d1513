import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { rotateCredential } from "./credential-queries.ts";
import { keyKindOf } from "./credential-settings.ts";
import { type ExpectIssued, IssuedDialog } from "./issued-dialog.tsx";
import { overlapEnd } from "./overlap-end.ts";
import { OverlapTimeline } from "./overlap-timeline.tsx";

interface RotateDialogProps {
  credential: Credential;
  opened: boolean;
  onClose: () => void;
  /** Goes on to the settings of a credential whose keys are its owner's. */
  onEdit: () => void;
}

const OVERLAPS = [86400, 3600, 604800, 0] as const;

export const RotateDialog = ({ credential, onEdit, ...dialog }: RotateDialogProps) => {
  const title = texts.credential.rotateTitle(credential.name);
  const keyKind = keyKindOf(credential);
  return keyKind === "secret" ? (
    <IssuedDialog
      {...dialog}
      title={title}
      form={(expect) => <RotateForm credential={credential} expect={expect} />}
    />
  ) : (
    <Dialog {...dialog} title={title} size="md">
      <Stack>
        <Text size="sm">{texts.credential.ownKeys[keyKind]}</Text>
        <Group justify="flex-end">
          <Button onClick={onEdit}>{texts.credential.editKeys}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
};

interface RotateFormProps {
  credential: Credential;
  expect: ExpectIssued;
}

const RotateForm = ({ credential, expect }: RotateFormProps) => {
  const client = useQueryClient();
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>(OVERLAPS[0]);
  const [now] = useState(Date.now);
  const until = overlapEnd(iso(now + overlap * 1000), credential.expiresAt);
  const rotate = async () => {
    await expect(rotateCredential(credential.consumerId, credential.id, overlap));
    void client.invalidateQueries({ queryKey: ["credentials", credential.consumerId] });
  };
  return (
    <Form submit={texts.credential.rotate} onSubmit={rotate}>
      <Text size="sm">{texts.credential.rotateLead}</Text>
      <Radio.Group
        label={texts.credential.overlap}
        value={String(overlap)}
        onChange={(value) => setOverlap(OVERLAPS.find((each) => String(each) === value) ?? OVERLAPS[0])}
      >
        <Stack gap="xs" mt="xs">
          {OVERLAPS.map((seconds) => (
            <Radio key={seconds} value={String(seconds)} label={texts.credential.overlaps[seconds]} />
          ))}
        </Stack>
      </Radio.Group>
      <OverlapTimeline from={iso(now)} until={until} now={now} />
    </Form>
  );
};

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
