import { Radio, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Credential, Issued } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { rotateCredential } from "./credential-queries.ts";
import { SecretDialog } from "./issue-dialog.tsx";
import { OverlapTimeline } from "./overlap-timeline.tsx";

interface RotateDialogProps {
  credential: Credential;
  opened: boolean;
  onClose: () => void;
}

const OVERLAPS = [86400, 3600, 604800, 0] as const;

export const RotateDialog = ({ credential, ...dialog }: RotateDialogProps) => (
  <SecretDialog
    {...dialog}
    title={texts.credential.rotateTitle(credential.name)}
    form={(onIssued) => <RotateForm credential={credential} onIssued={onIssued} />}
  />
);

interface RotateFormProps {
  credential: Credential;
  onIssued: (issued: Issued) => void;
}

const RotateForm = ({ credential, onIssued }: RotateFormProps) => {
  const client = useQueryClient();
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>(OVERLAPS[0]);
  const [now] = useState(Date.now);
  const rotate = async () => {
    const issued = await rotateCredential(credential.consumerId, credential.id, overlap);
    void client.invalidateQueries({ queryKey: ["credentials", credential.consumerId] });
    onIssued(issued);
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
      <OverlapTimeline from={iso(now)} until={iso(now + overlap * 1000)} now={now} />
    </Form>
  );
};

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
