import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Credential, Issued } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { readable } from "../ui/time.ts";
import { rotateCredential } from "./credential-queries.ts";
import { IssuedView } from "./issue-dialog.tsx";

interface RotateDialogProps {
  credential: Credential;
  opened: boolean;
  onClose: () => void;
}

const OVERLAPS = [86400, 3600, 604800, 0] as const;

export const RotateDialog = ({ credential, opened, onClose }: RotateDialogProps) => {
  const [issued, setIssued] = useState<Issued>();
  const close = () => {
    setIssued(undefined);
    onClose();
  };
  return (
    <Dialog
      title={issued ? texts.credential.issuedTitle : texts.credential.rotateTitle(credential.name)}
      opened={opened}
      onClose={close}
      size="xl"
      keep
    >
      {issued ? (
        <IssuedView issued={issued} onDone={close} />
      ) : (
        <RotateForm credential={credential} onIssued={setIssued} />
      )}
    </Dialog>
  );
};

const RotateForm = ({
  credential,
  onIssued,
}: {
  credential: Credential;
  onIssued: (issued: Issued) => void;
}) => {
  const client = useQueryClient();
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>(OVERLAPS[0]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const rotate = async () => {
    setBusy(true);
    try {
      const issued = await rotateCredential(credential.consumerId, credential.id, overlap);
      void client.invalidateQueries({ queryKey: ["credentials", credential.consumerId] });
      onIssued(issued);
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Stack>
      <Text size="sm">{texts.credential.rotateLead}</Text>
      {error ? <ProblemPanel error={error} /> : null}
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
      <ol>
        <li>{texts.credential.timelineNow}</li>
        <li>
          {texts.credential.timelineEnd}: {readable(new Date(Date.now() + overlap * 1000).toISOString())}
        </li>
      </ol>
      <Group justify="flex-end">
        <Button onClick={rotate} loading={busy}>
          {texts.credential.rotate}
        </Button>
      </Group>
    </Stack>
  );
};
