import { useQueryClient } from "@tanstack/react-query";
import type { Service } from "../api/resources.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { texts } from "../texts/texts.ts";
import { DeleteButton } from "../ui/delete-button.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { VerbButton } from "../ui/verb-button.tsx";
import { DeprecateButton } from "./deprecate-button.tsx";
import { changeService, deleteService } from "./service-queries.ts";

export const ServiceDanger = ({ service }: { service: Service }) => {
  const client = useQueryClient();
  const { queryKey } = serviceQuery(service.slug);
  const retire = async () => {
    const retired = await changeService(service.slug, service.revision, { status: "retired" });
    client.setQueryData(queryKey, retired);
    notify("good", texts.service.retired(service.name));
  };
  return (
    <Section
      title={texts.service.danger}
      lead={texts.service.dangerLead}
      actions={
        <>
          {service.status === "draft" ? null : <DeprecateButton service={service} />}
          {service.status === "published" ? (
            <VerbButton texts={texts.service} verb="retire" name={service.name} onConfirm={retire} />
          ) : null}
          <DeleteButton
            texts={texts.service}
            name={service.name}
            typed={service.slug}
            deletion={{
              send: () => deleteService(service.slug),
              list: "/services",
              queryKey,
              stale: [["services"]],
            }}
          />
        </>
      }
    />
  );
};
