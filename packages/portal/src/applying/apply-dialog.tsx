import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { CatalogService } from "../api/resources.ts";
import { hasSecret, SecretView } from "../credentials/secret-view.tsx";
import { TryIt } from "../credentials/try-it.tsx";
import { useMe } from "../session/me-query.ts";
import { WithTeams } from "../teams/with-teams.tsx";
import { texts } from "../texts/texts.ts";
import { SecretDialog } from "../ui/secret-dialog.tsx";
import { Application, type Made } from "./application-form.tsx";

interface ApplyDialogProps {
  service: CatalogService;
  opened: boolean;
  onClose: () => void;
}

/** Applies, and issues a credential with it where that is wanted: its secret is shown here, and the subscription's page after it. */
export const ApplyDialog = ({ service, opened, onClose }: ApplyDialogProps) => {
  const me = useMe();
  const navigate = useNavigate();
  const made = useRef<string>(undefined);
  const [leavesFor, setLeavesFor] = useState<string>();
  // Once the dialog lets go of the page: while it holds a secret, the page is not left.
  useEffect(() => {
    if (leavesFor === undefined) return;
    void navigate({ to: "/subscriptions/$subscription", params: { subscription: leavesFor } });
  }, [leavesFor, navigate]);
  const close = () => {
    onClose();
    setLeavesFor(made.current);
  };
  const onMade = ({ subscription, issued }: Made) => {
    made.current = subscription.id;
    if (issued === undefined) close();
  };
  return (
    <SecretDialog<Made>
      title={texts.subscription.applyTitle(service.name)}
      shownTitle={texts.credential.issuedTitle}
      opened={opened}
      onClose={close}
      hasSecret={({ issued }) => issued !== undefined && hasSecret(issued)}
      form={(expect) => (
        <WithTeams>
          {(teams) => <Application service={service} teams={teams} me={me} onMade={onMade} expect={expect} />}
        </WithTeams>
      )}
    >
      {({ issued }, onTaken) =>
        issued ? (
          <>
            <SecretView issued={issued} onTaken={onTaken} />
            <TryIt issued={issued} />
          </>
        ) : null
      }
    </SecretDialog>
  );
};
