import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Subscription } from "../api/resources.ts";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea } from "../ui/inputs.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { typed } from "../ui/text-fields.ts";
import { PlanChoice } from "./plan-choice.tsx";
import { useAct } from "./use-act.ts";

interface ChangePlanDialogProps {
  subscription: Subscription;
  onClose: () => void;
}

export const ChangePlanDialog = ({ subscription, onClose }: ChangePlanDialogProps) => {
  const query = useQuery(catalogServiceQuery(subscription.service));
  const act = useAct();
  const [plan, setPlan] = useState("");
  const [reason, setReason] = useState("");
  const title = texts.subscription.actions["change-plan"];
  const change = async () => {
    await act(subscription.id, "change-plan", {
      plan,
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    });
    onClose();
  };
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form submit={title} onSubmit={change} disabled={plan === ""}>
        <Text size="sm">{texts.subscription.leads["change-plan"]}</Text>
        <QueryView query={query}>
          {({ plans }) => (
            <PlanChoice plans={plans} value={plan} onChange={setPlan} current={subscription.plan} />
          )}
        </QueryView>
        <Textarea
          label={texts.subscription.reasonGiven}
          {...typed(reason, setReason)}
          at="/reason"
          maxLength={1000}
          rows={3}
        />
      </Form>
    </Dialog>
  );
};
