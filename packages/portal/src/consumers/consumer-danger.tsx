import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { consumerQuery, deleteConsumer, resumeConsumer, suspendConsumer } from "./consumer-queries.ts";

export const ConsumerDanger = ({ consumer }: { consumer: Consumer }) => {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"suspend" | "delete">();
  const { queryKey } = consumerQuery(consumer.id);
  const change = useOptimistic<Consumer>(queryKey);
  const close = () => setAsking(undefined);
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
            <Button variant="default" onClick={() => setAsking("suspend")}>
              {texts.consumer.suspend}
            </Button>
          )}
          {isOwner(me, consumer.team) ? (
            <Button color="red" variant="outline" onClick={() => setAsking("delete")}>
              {texts.ui.delete}
            </Button>
          ) : null}
        </>
      }
    >
      <ConfirmDialog
        opened={asking === "suspend"}
        onClose={close}
        title={`${texts.consumer.suspend}: ${consumer.name}`}
        action={texts.consumer.suspend}
        danger
        onConfirm={suspend}
      >
        {texts.consumer.suspendLead}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === "delete"}
        onClose={close}
        title={texts.consumer.deleteTitle(consumer.name)}
        action={texts.ui.delete}
        danger
        typed={consumer.name}
        onConfirm={remove}
      >
        {texts.consumer.deleteLead}
      </ConfirmDialog>
    </Section>
  );
};
