import { Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { unsavedFields } from "../ui/unsaved.ts";
import { UnsavedList } from "../ui/unsaved-list.tsx";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { changeService } from "./service-queries.ts";

/** Publishes what is saved. Where changes of the open form are not, it says so first. */
export const PublishButton = ({ service }: { service: Service }) => {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const change = useOptimistic<Service>(serviceQuery(service.slug).queryKey);
  const publish = async () => {
    setAsking(false);
    await change({
      expect: (known) => ({ ...known, status: "published" }),
      send: () => changeService(service.slug, service.revision, { status: "published" }),
      done: texts.service.published(service.name),
    });
    await client.invalidateQueries({ queryKey: ["catalog"] });
  };
  return (
    <>
      <Button
        onClick={() => (unsavedFields().length === 0 ? void publish() : setAsking(true))}
        title={texts.service.publishHint}
      >
        {texts.service.publish}
      </Button>
      <Dialog title={texts.unsaved.publishTitle} opened={asking} onClose={() => setAsking(false)} size="md">
        <Stack>
          <Text size="sm">{texts.unsaved.publishLead}</Text>
          <UnsavedList />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => void publish()}>
              {texts.unsaved.publish}
            </Button>
            <Button data-autofocus onClick={() => setAsking(false)}>
              {texts.unsaved.back}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
};
