import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Subscription } from "../api/resources.ts";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { limitLines } from "../catalog/limit-lines.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useAct } from "./use-act.ts";

interface ChangePlanDialogProps {
  subscription: Subscription;
  onClose: () => void;
}

export const ChangePlanDialog = ({ subscription, onClose }: ChangePlanDialogProps) => {
  const query = useQuery(catalogServiceQuery(subscription.service));
  const act = useAct();
  const [plan, setPlan] = useState("");
  const [error, setError] = useState<unknown>();
  const change = async () => {
    try {
      await act(subscription.id, "change-plan", { plan });
      onClose();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <Dialog title={texts.subscription.actions["change-plan"]} opened onClose={onClose}>
      <Stack>
        <Text size="sm">{texts.subscription.leads["change-plan"]}</Text>
        {error ? <ProblemPanel error={error} /> : null}
        <QueryView query={query}>
          {({ plans }) => (
            <Radio.Group label={texts.subscription.plan} value={plan} onChange={setPlan}>
              <Stack gap="xs" mt="xs">
                {plans.map((each) => (
                  <Radio
                    key={each.name}
                    value={each.name}
                    label={each.title ?? each.name}
                    description={limitLines(each.limits).join(", ")}
                    disabled={each.name === subscription.plan}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
        </QueryView>
        <Group justify="flex-end">
          <Button onClick={change} disabled={plan === ""}>
            {texts.subscription.actions["change-plan"]}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
};
