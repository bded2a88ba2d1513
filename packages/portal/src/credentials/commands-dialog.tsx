import { Stack, Text } from "@mantine/core";
import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { LANGUAGES } from "./commands/commands.ts";
import { placeholderSecret } from "./placeholder-secret.ts";
import { TryIt } from "./try-it.tsx";

interface CommandsDialogProps {
  credential: Credential;
  opened: boolean;
  onClose: () => void;
}

/** Commands of a credential that was issued before, with a placeholder where its secret goes. */
export const CommandsDialog = ({ credential, ...dialog }: CommandsDialogProps) => (
  <Dialog {...dialog} size="xl" title={texts.credential.commandsTitle(credential.name)}>
    <Stack>
      <Text size="sm">{texts.credential.commandsLead}</Text>
      <TryIt
        issued={{ credential, secret: placeholderSecret(credential) }}
        // Programs encode a password with the user's name, so that a placeholder could not be seen in them.
        languages={credential.type === "basic" ? ["curl"] : LANGUAGES}
      />
    </Stack>
  </Dialog>
);
