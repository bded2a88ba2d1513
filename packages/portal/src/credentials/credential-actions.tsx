import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useHasPath } from "../api/features.ts";
import { mapListed } from "../api/list-query.ts";
import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { notify } from "../ui/notices.ts";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { CommandsDialog } from "./commands-dialog.tsx";
import { changeCredential, credentialsKey, revokeCredential } from "./credential-queries.ts";
import { EditCredentialDialog } from "./edit-credential-dialog.tsx";
import { RotateDialog } from "./rotate-dialog.tsx";

const ROTATE = "/v1/consumers/{consumer}/credentials/{credential}/rotate";

type Credentials = Parameters<ReturnType<typeof mapListed<Credential>>>[0];

export const CredentialActions = ({ credential }: { credential: Credential }) => {
  const client = useQueryClient();
  const [asking, setAsking] = useState<"commands" | "rotate" | "edit" | "revoke">();
  const queryKey = credentialsKey(credential.consumerId);
  const change = useOptimistic<Credentials>(queryKey);
  const canRotate = useHasPath(ROTATE);
  const close = () => setAsking(undefined);
  const turn = (status: Credential["status"]) =>
    change({
      expect: mapListed<Credential>((each) => (each.id === credential.id ? { ...each, status } : each)),
      send: () => changeCredential(credential, credential.revision, { status }),
      done: texts.credential[status](credential.name),
    });
  const revoke = async () => {
    await revokeCredential(credential.consumerId, credential.id);
    notify("good", texts.credential.revoked(credential.name));
    await client.invalidateQueries({ queryKey });
  };
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={`${texts.ui.actions}: ${credential.name}`}
          >
            {texts.ui.actions}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsking("commands")}>{texts.credential.commands}</Menu.Item>
          {canRotate ? (
            <Menu.Item onClick={() => setAsking("rotate")}>{texts.credential.rotate}</Menu.Item>
          ) : null}
          <Menu.Item onClick={() => setAsking("edit")}>{texts.credential.rename}</Menu.Item>
          {credential.status === "enabled" ? (
            <Menu.Item onClick={() => turn("disabled")}>{texts.credential.disable}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => turn("enabled")}>{texts.credential.enable}</Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsking("revoke")}>{texts.credential.revoke}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CommandsDialog credential={credential} opened={asking === "commands"} onClose={close} />
      <ConfirmDialog
        opened={asking === "revoke"}
        onClose={close}
        title={texts.credential.revokeTitle(credential.name)}
        action={texts.credential.revoke}
        danger
        onConfirm={revoke}
      >
        {texts.credential.revokeLead}
      </ConfirmDialog>
      <RotateDialog
        credential={credential}
        opened={asking === "rotate"}
        onClose={close}
        onEdit={() => setAsking("edit")}
      />
      {asking === "edit" ? <EditCredentialDialog credential={credential} onClose={close} /> : null}
    </>
  );
};
