import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { notify } from "./notices.ts";

const SHOWN_MS = 2000;

interface CopyButtonProps {
  /** What is copied. */
  text: string;
  /** The label, for users who cannot see the position of the button. */
  of: string;
  onCopied?: () => void;
}

export const CopyButton = ({ text, of, onCopied }: CopyButtonProps) => {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      onCopied?.();
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      notify("bad", texts.ui.copyFailed);
    }
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={copy}
      leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      aria-label={`${copied ? texts.ui.copied : texts.ui.copy}: ${of}`}
    >
      {copied ? texts.ui.copied : texts.ui.copy}
    </Button>
  );
};
