import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { changeService, deleteService, serviceQuery } from "./service-queries.ts";

export const ServiceDanger = ({ service }: { service: Service }) => {
  const client = useQueryClient();
  const navigate = useNavigate();
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
      lead={texts.service.dangerLead}
      actions={
        <>
          {service.status === "published" ? (
            <ConfirmButton
              title={texts.service.retireTitle(service.name)}
              action={texts.service.retire}
              onConfirm={retire}
            >
              {texts.service.retireLead}
            </ConfirmButton>
          ) : null}
          <ConfirmButton
            forGood
            title={texts.service.deleteTitle(service.name)}
            action={texts.ui.delete}
            typed={service.slug}
            onConfirm={remove}
          >
            {texts.service.deleteLead}
          </ConfirmButton>
        </>
      }
    />
  );
};
