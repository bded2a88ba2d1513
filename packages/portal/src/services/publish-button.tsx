import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { changeService, serviceQuery } from "./service-queries.ts";

export const PublishButton = ({ service }: { service: Service }) => {
  const client = useQueryClient();
  const change = useOptimistic<Service>(serviceQuery(service.slug).queryKey);
  const publish = async () => {
    await change({
      expect: (known) => ({ ...known, status: "published" }),
      send: () => changeService(service.slug, service.revision, { status: "published" }),
      done: texts.service.published(service.name),
    });
    await client.invalidateQueries({ queryKey: ["catalog"] });
  };
  return (
    <Button onClick={publish} title={texts.service.publishHint}>
      {texts.service.publish}
    </Button>
  );
};
