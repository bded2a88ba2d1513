import { Checkbox, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Service, Subscription } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { typed } from "../ui/text-fields.ts";
import { AS_ASKED, approvalOf } from "./approval-draft.ts";
import { ApprovalsGiven } from "./approvals-given.tsx";
import { useAct } from "./use-act.ts";

interface ApproveDialogProps {
  subscription: Subscription;
  onClose: () => void;
}

/** Approves what was asked, or something else: the applicant is told what and why. */
export const ApproveDialog = ({ subscription, onClose }: ApproveDialogProps) => (
  <Dialog title={texts.subscription.actions.approve} opened onClose={onClose}>
    <QueryView query={useQuery(serviceQuery(subscription.service))}>
      {(service) => <Approving subscription={subscription} service={service} onClose={onClose} />}
    </QueryView>
  </Dialog>
);

const Approving = ({ subscription, service, onClose }: ApproveDialogProps & { service: Service }) => {
  const act = useAct();
  const [draft, setDraft] = useState(AS_ASKED);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const asked = subscription.planChange?.plan ?? subscription.plan;
  const scopes =
    service.slug === PLATFORM_SERVICE
      ? []
      : (subscription.scopes ?? (service.scopes ?? []).map(({ name }) => name));
  const approve = async () => {
    await act(subscription.id, "approve", approvalOf(draft));
    onClose();
  };
  return (
    <Form submit={texts.subscription.actions.approve} onSubmit={approve} onCancel={onClose}>
      <Text size="sm">
        {service.approvalsNeeded > 1
          ? texts.application.needed(service.approvalsNeeded)
          : texts.subscription.leads.approve}
      </Text>
      {service.approvalsNeeded > 1 ? <ApprovalsGiven subscription={subscription} /> : null}
      {service.plans.length === 0 ? null : (
        <NativeSelect
          label={texts.subscription.plan}
          {...typed(draft.plan, (plan) => change({ plan }))}
          at="/plan"
          data={[
            { value: "", label: texts.application.asAsked(asked) },
            ...service.plans
              .filter(({ name }) => name !== asked)
              .map(({ name, title }) => ({ value: name, label: title ?? name })),
          ]}
        />
      )}
      {scopes.length === 0 ? null : (
        <Checkbox.Group
          label={texts.catalog.scopes}
          description={texts.application.fewerScopes}
          value={draft.scopes ?? [...scopes]}
          onChange={(kept) => (kept.length === 0 ? undefined : change({ scopes: kept }))}
        >
          <Group mt="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <Stack gap="xs">
        <TextInput
          type="date"
          label={texts.application.lastDay}
          description={texts.application.lastDayHint}
          {...typed(draft.lastDay, (lastDay) => change({ lastDay }))}
          at="/expiresAt"
        />
        <Textarea
          label={texts.subscription.reasonForDecision}
          {...typed(draft.reason, (reason) => change({ reason }))}
          at="/reason"
          maxLength={1000}
          rows={3}
          data-autofocus
        />
      </Stack>
    </Form>
  );
};
