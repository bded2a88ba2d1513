import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Consumer } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { consumerQuery, deleteConsumer, resumeConsumer, suspendConsumer } from "./consumer-queries.ts";

export const ConsumerDanger = ({ consumer }: { consumer: Consumer }) => {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { queryKey } = consumerQuery(consumer.id);
  const change = useOptimistic<Consumer>(queryKey);
  const suspend = () =>
    change({
      expect: (known) => ({ ...known, status: "suspended" }),
      send: () => suspendConsumer(consumer.id),
      done: texts.consumer.suspended(consumer.name),
    });
  const resume = () =>
    change({
      expect: (known) => ({ ...known, status: "active" }),
      send: () => resumeConsumer(consumer.id),
      done: texts.consumer.resumed(consumer.name),
    });
  const remove = async () => {
    await deleteConsumer(consumer.id, consumer.name);
    notify("good", texts.consumer.deleted(consumer.name));
    await navigate({ to: "/consumers" });
    client.removeQueries({ queryKey });
    await client.invalidateQueries({ queryKey: ["consumers"] });
  };
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
          {isOwner(me, consumer.team) ? (
            <ConfirmButton
              forGood
              title={texts.consumer.deleteTitle(consumer.name)}
              action={texts.ui.delete}
              typed={consumer.name}
              onConfirm={remove}
            >
              {texts.consumer.deleteLead}
            </ConfirmButton>
          ) : null}
        </>
      }
    />
  );
};
