import { Button } from "@mantine/core";
import { useState } from "react";
import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { ApproveDialog } from "./approve-dialog.tsx";
import { ChangePlanDialog } from "./change-plan-dialog.tsx";
import type { SubscriptionAction } from "./subscription-queries.ts";
import { useAct } from "./use-act.ts";

const DANGER: ReadonlySet<SubscriptionAction> = new Set(["reject", "revoke", "cancel"]);
const GOOD: ReadonlySet<SubscriptionAction> = new Set(["approve", "resume", "renew"]);

export const SubscriptionActions = ({ subscription }: { subscription: Subscription }) => {
  const [asking, setAsking] = useState<SubscriptionAction>();
  const act = useAct();
  const close = () => setAsking(undefined);
  return (
    <>
      {subscription.actions?.map((action) => (
        <Button
          key={action}
          size="xs"
          variant={GOOD.has(action) ? "filled" : "default"}
          onClick={() => setAsking(action)}
        >
          {texts.subscription.actions[action]}
        </Button>
      ))}
      {asking === "approve" ? (
        <ApproveDialog subscription={subscription} onClose={close} />
      ) : asking === "change-plan" ? (
        <ChangePlanDialog subscription={subscription} onClose={close} />
      ) : asking ? (
        <ConfirmDialog
          opened
          onClose={close}
          title={texts.subscription.actions[asking]}
          action={texts.subscription.actions[asking]}
          danger={DANGER.has(asking)}
          reasonLabel={texts.subscription.reasonGiven}
          onConfirm={(reason) => act(subscription.id, asking, reason === "" ? {} : { reason })}
        >
          {texts.subscription.leads[asking]}
        </ConfirmDialog>
      ) : null}
    </>
  );
};
