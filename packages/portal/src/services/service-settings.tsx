import { Box } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { useConflict } from "../ui/use-conflict.tsx";
import { ServiceDanger } from "./service-danger.tsx";
import {
  parseDocument,
  parseHeaders,
  type ServiceFields,
  serviceFields,
  servicePatch,
} from "./service-fields.ts";
import { AccessFields, BasicsFields, UpstreamFields } from "./service-form-parts.tsx";
import { changeService, serviceQuery } from "./service-queries.ts";

const LABELS: Record<keyof ServiceFields, string> = {
  name: texts.service.name,
  summary: texts.service.summary,
  description: texts.service.description,
  tags: texts.service.tags,
  url: texts.service.url,
  timeout: texts.service.timeout,
  headers: texts.service.headers,
  signedFor: texts.service.signedFor,
  signedRegion: texts.service.signedRegion,
  origins: texts.service.origins,
  assertion: texts.service.assertion,
  whenCountersFail: texts.service.whenCountersFail,
  maxConcurrentCalls: texts.service.maxConcurrentCalls,
  usageEvent: texts.service.usageEvent,
  visibility: texts.service.visibility,
  approval: texts.service.approval,
  approvers: texts.service.approvers,
  openapi: texts.service.openapi,
};

interface ServiceSettingsProps {
  service: Service;
  canChange: boolean;
}

const ServiceSettings = ({ service, canChange }: ServiceSettingsProps) => {
  const client = useQueryClient();
  const [opened, setOpened] = useState(service);
  const [mine, setMine] = useState(serviceFields(service));
  const before = serviceFields(opened);
  const open = (current: Service) => {
    setOpened(current);
    setMine(serviceFields(current));
    client.setQueryData(serviceQuery(service.slug).queryKey, current);
    void client.invalidateQueries({ queryKey: ["catalog"] });
    void client.invalidateQueries({ queryKey: ["services"] });
  };
  const { submit, dialog } = useConflict({
    labels: LABELS,
    read: () => client.fetchQuery({ ...serviceQuery(service.slug), staleTime: 0 }),
    fieldsOf: serviceFields,
    save: async (fields, revision) => {
      open(await changeService(service.slug, revision, servicePatch(before, fields)));
      notify("good", texts.ui.saved);
    },
    onTake: open,
  });
  const wrong = {
    headers: parseHeaders(mine.headers) === undefined,
    openapi: mine.openapi.trim() !== "" && parseDocument(mine.openapi) === undefined,
  };
  const props = {
    fields: mine,
    onChange: (change: Partial<ServiceFields>) => setMine({ ...mine, ...change }),
    headerNames: opened.upstream.headerNames,
    wrong,
  };
  return (
    <>
      <Box mb="lg">
        <Form
          onPage
          toRead={!canChange}
          submit={texts.ui.save}
          onSubmit={() => submit({ before, mine }, opened.revision)}
          disabled={wrong.headers || wrong.openapi}
        >
          <div>
            <BasicsFields {...props} />
            <UpstreamFields {...props} />
            <AccessFields {...props} approversPending={opened.approversPending} />
          </div>
        </Form>
      </Box>
      {dialog}
      {canChange ? <ServiceDanger service={service} /> : null}
    </>
  );
};

export default ServiceSettings;
