import { Box } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { useEditor } from "../ui/use-editor.tsx";
import { chatDrafts, chatText, emptyChat } from "./chat-draft.ts";
import { ChatFields } from "./chat-fields.tsx";
import { draftErrors } from "./draft-errors.ts";
import { DraftList } from "./draft-list.tsx";
import { ServiceDanger } from "./service-danger.tsx";
import { serviceErrors } from "./service-errors.ts";
import {
  parseDocument,
  parseHeaders,
  type ServiceFields,
  serviceFields,
  servicePatch,
} from "./service-fields.ts";
import { AccessFields, BasicsFields, SampleFields, UpstreamFields } from "./service-form-parts.tsx";
import { ServicePreview } from "./service-preview.tsx";
import { changeService } from "./service-queries.ts";
import classes from "./service-settings.module.css";
import { UpstreamKeyFields } from "./upstream-key-fields.tsx";
import { emptyUpstreamKey, keyDrafts, keysText } from "./upstream-keys.ts";

const LABELS: Record<keyof ServiceFields, string> = {
  name: texts.service.name,
  summary: texts.service.summary,
  description: texts.service.description,
  tags: texts.service.tags,
  url: texts.service.url,
  timeout: texts.service.timeout,
  headers: texts.service.headers,
  headersGone: texts.service.headersGone,
  key: texts.service.key,
  keys: texts.service.keys,
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
  approvalsNeeded: texts.service.approvalsNeeded,
  chat: texts.chat.title,
  openapi: texts.service.openapi,
  sampleMethod: texts.service.sampleMethod,
  samplePath: texts.service.samplePath,
  sampleHeaders: texts.service.sampleHeaders,
  sampleBody: texts.service.sampleBody,
};

const FIELDS = Object.keys(LABELS) as (keyof ServiceFields)[];

/** Without what is undefined. */
const given = (errors: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined));

interface ServiceSettingsProps {
  service: Service;
  canChange: boolean;
}

const ServiceSettings = ({ service, canChange }: ServiceSettingsProps) => {
  const client = useQueryClient();
  const { opened, mine, setMine, submit, dialog, changed, discard } = useEditor({
    resource: service,
    labels: LABELS,
    fieldsOf: serviceFields,
    read: () => client.fetchQuery({ ...serviceQuery(service.slug), staleTime: 0 }),
    save: (fields, revision, before) => changeService(service.slug, revision, servicePatch(before, fields)),
    onOpen: (current) => {
      client.setQueryData(serviceQuery(service.slug).queryKey, current);
      void client.invalidateQueries({ queryKey: ["catalog"] });
      void client.invalidateQueries({ queryKey: ["services"] });
    },
  });
  const [sentKeys, setSentKeys] = useState<string[]>([]);
  const [sentChats, setSentChats] = useState<string[]>([]);
  const save = () => {
    setSentKeys(keyDrafts(mine.keys).map(({ key }) => key));
    setSentChats(chatDrafts(mine.chat).map(({ key }) => key));
    return submit();
  };
  const errors = {
    headers: parseHeaders(mine.headers) === undefined ? texts.service.headersWrong : undefined,
    sampleHeaders: parseHeaders(mine.sampleHeaders) === undefined ? texts.service.headersWrong : undefined,
    openapi:
      mine.openapi.trim() !== "" && parseDocument(mine.openapi) === undefined
        ? texts.service.openapiWrong
        : undefined,
  };
  return (
    <div className={classes["columns"]}>
      <Box mb="lg">
        <Form
          onPage
          toRead={!canChange}
          submit={texts.ui.save}
          onSubmit={save}
          disabled={Object.values(errors).some((each) => each !== undefined)}
          changed={changed}
          wrong={FIELDS.filter((field) => given(errors)[field] !== undefined).map((field) => LABELS[field])}
          onDiscard={discard}
        >
          {(problem) => {
            const refused = serviceErrors(problem, FIELDS);
            const form = { draft: mine, onChange: setMine, errors: { ...refused, ...given(errors) } };
            return (
              <div>
                <BasicsFields {...form} />
                <SampleFields {...form} />
                <UpstreamFields {...form} kind={opened.kind} headerNames={opened.upstream.headerNames} />
                {opened.kind === "ai" || opened.upstream.keys !== undefined ? (
                  <DraftList
                    title={texts.service.keys}
                    lead={texts.service.keysLead}
                    add={texts.service.addKey}
                    legend={texts.service.keyNumber}
                    drafts={keyDrafts(mine.keys)}
                    empty={emptyUpstreamKey}
                    onChange={(keys) => setMine({ ...mine, keys: keysText(keys) })}
                    errors={draftErrors(problem, "upstream/keys", sentKeys)}
                    fields={UpstreamKeyFields}
                  />
                ) : null}
                <AccessFields {...form} approversPending={opened.approversPending} />
                <DraftList
                  title={texts.chat.title}
                  lead={texts.chat.lead}
                  add={texts.chat.add}
                  legend={texts.chat.number}
                  drafts={chatDrafts(mine.chat)}
                  empty={emptyChat}
                  onChange={(chats) => setMine({ ...mine, chat: chatText(chats) })}
                  errors={draftErrors(problem, "chat", sentChats)}
                  fields={ChatFields}
                />
              </div>
            );
          }}
        </Form>
        {canChange ? (
          <Box mt="xl">
            <ServiceDanger service={service} />
          </Box>
        ) : null}
      </Box>
      <ServicePreview service={service} draft={mine} />
      {dialog}
    </div>
  );
};

export default ServiceSettings;
