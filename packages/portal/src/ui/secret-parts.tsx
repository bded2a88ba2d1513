import { Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { CopyButton } from "./copy-button.tsx";
import { Notice } from "./notice.tsx";
import { saveFile } from "./save-file.ts";
import classes from "./secret-parts.module.css";

interface SecretPartsProps {
  parts: readonly { name: string; label: string; value: string }[];
  /** What is downloaded: JSON. */
  file: { name: string; holds: Readonly<Record<string, unknown>> };
  /** Told when it was downloaded, or each part of it copied. */
  onTaken: () => void;
}

/** A secret that is shown once. It is held in the state of the dialog around it, and nowhere else. */
export const SecretParts = ({ parts, file, onTaken }: SecretPartsProps) => {
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set());
  const copy = (name: string) => {
    const now = new Set([...copied, name]);
    setCopied(now);
    if (parts.every((part) => now.has(part.name))) onTaken();
  };
  const download = () => {
    saveFile(file.name, `${JSON.stringify(file.holds, null, 2)}\n`);
    onTaken();
  };
  return (
    <Stack>
      <Notice tone="wait">{texts.credential.once}</Notice>
      {parts.map(({ name, label, value }) => (
        <div key={name}>
          <Text size="sm" fw={600}>
            {label}
          </Text>
          <Group gap="sm" wrap="nowrap">
            <code className={classes["secret"]} data-secret={name}>
              {value}
            </code>
            <CopyButton text={value} of={label} onCopied={() => copy(name)} />
          </Group>
        </div>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={download}
        >
          {texts.credential.download}
        </Button>
      </Group>
    </Stack>
  );
};
