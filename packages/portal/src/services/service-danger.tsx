import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { changeService, deleteService, serviceQuery } from "./service-queries.ts";

export const ServiceDanger = ({ service }: { service: Service }) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"retire" | "delete">();
  const close = () => setAsking(undefined);
  const { queryKey } = serviceQuery(service.slug);
  const retire = async () => {
    const retired = await changeService(service.slug, service.revision, { status: "retired" });
    client.setQueryData(queryKey, retired);
    notify("good", texts.service.retired(service.name));
  };
  const remove = async () => {
    await deleteService(service.slug);
    notify("good", texts.service.deleted(service.name));
    await navigate({ to: "/services" });
    client.removeQueries({ queryKey });
    await client.invalidateQueries({ queryKey: ["services"] });
  };
  return (
    <Section
      title={texts.service.danger}
      actions={
        <>
          {service.status === "published" ? (
            <Button variant="default" onClick={() => setAsking("retire")}>
              {texts.service.retire}
            </Button>
          ) : null}
          <Button color="red" variant="outline" onClick={() => setAsking("delete")}>
            {texts.ui.delete}
          </Button>
        </>
      }
    >
      <ConfirmDialog
        opened={asking === "retire"}
        onClose={close}
        title={texts.service.retireTitle(service.name)}
        action={texts.service.retire}
        danger
        onConfirm={retire}
      >
        {texts.service.retireLead}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === "delete"}
        onClose={close}
        title={texts.service.deleteTitle(service.name)}
        action={texts.ui.delete}
        danger
        typed={service.slug}
        onConfirm={remove}
      >
        {texts.service.deleteLead}
      </ConfirmDialog>
    </Section>
  );
};
