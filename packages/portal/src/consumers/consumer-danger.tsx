import { Button } from "@mantine/core";
import { useHasPath } from "../api/features.ts";
import type { Consumer } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { DeleteButton } from "../ui/delete-button.tsx";
import { Section } from "../ui/section.tsx";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { consumerQuery, deleteConsumer, resumeConsumer, suspendConsumer } from "./consumer-queries.ts";
import { TransferButton } from "./transfer-button.tsx";

export const ConsumerDanger = ({ consumer }: { consumer: Consumer }) => {
  const me = useMe();
  const hasTransfers = useHasPath("/v1/consumers/{consumer}/transfer");
  const { queryKey } = consumerQuery(consumer.id);
  const change = useOptimistic<Consumer>(queryKey);
  const turn = (status: Consumer["status"], send: typeof suspendConsumer, done: string) =>
    change({ expect: (known) => ({ ...known, status }), send: () => send(consumer.id), done });
  const suspend = () => turn("suspended", suspendConsumer, texts.consumer.suspended(consumer.name));
  const resume = () => turn("active", resumeConsumer, texts.consumer.resumed(consumer.name));
  return (
    <Section
      title={texts.consumer.danger}
      lead={texts.consumer.dangerLead}
      actions={
        <>
          {consumer.status === "suspended" ? (
            <Button variant="default" onClick={resume}>
              {texts.consumer.resume}
            </Button>
          ) : (
            <ConfirmButton
              title={`${texts.consumer.suspend}: ${consumer.name}`}
              action={texts.consumer.suspend}
              onConfirm={suspend}
            >
              {texts.consumer.suspendLead}
            </ConfirmButton>
          )}
          {isOwner(me, consumer.team) && hasTransfers ? <TransferButton consumer={consumer} /> : null}
          {isOwner(me, consumer.team) ? (
            <DeleteButton
              texts={texts.consumer}
              name={consumer.name}
              typed={consumer.name}
              deletion={{
                send: () => deleteConsumer(consumer.id, consumer.name),
                list: "/consumers",
                queryKey,
                stale: [["consumers"]],
              }}
            />
          ) : null}
        </>
      }
    />
  );
};
