import { NativeSelect, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Section } from "../ui/section.tsx";
import type { ServiceFields } from "./service-fields.ts";

interface FieldsProps {
  fields: ServiceFields;
  onChange: (change: Partial<ServiceFields>) => void;
  headerNames: readonly string[];
  wrong: { headers: boolean; openapi: boolean };
}

export const BasicsFields = ({ fields, onChange, wrong }: FieldsProps) => (
  <Section title={texts.service.basics} lead={texts.service.basicsLead}>
    <Stack maw={720}>
      <TextInput
        label={texts.service.name}
        value={fields.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        maxLength={100}
        required
      />
      <TextInput
        label={texts.service.summary}
        description={texts.service.summaryHint}
        value={fields.summary}
        onChange={(event) => onChange({ summary: event.currentTarget.value })}
        maxLength={200}
      />
      <TextInput
        label={texts.service.tags}
        description={texts.service.tagsHint}
        value={fields.tags}
        onChange={(event) => onChange({ tags: event.currentTarget.value })}
      />
      <Textarea
        label={texts.service.description}
        description={texts.service.descriptionHint}
        value={fields.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        maxLength={20_000}
        rows={8}
      />
      <Textarea
        label={texts.service.openapi}
        description={texts.service.openapiHint}
        value={fields.openapi}
        onChange={(event) => onChange({ openapi: event.currentTarget.value })}
        error={wrong.openapi ? texts.service.openapiWrong : undefined}
        rows={6}
        spellCheck={false}
      />
    </Stack>
  </Section>
);

export const UpstreamFields = ({ fields, onChange, headerNames, wrong }: FieldsProps) => (
  <Section title={texts.service.upstream} lead={texts.service.upstreamLead}>
    <Stack maw={720}>
      <TextInput
        type="url"
        label={texts.service.url}
        description={texts.service.urlHint}
        value={fields.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
        required
      />
      <TextInput
        type="number"
        min={1}
        max={900}
        label={texts.service.timeout}
        description={texts.service.timeoutHint}
        value={fields.timeout}
        onChange={(event) => onChange({ timeout: event.currentTarget.value })}
        required
      />
      <Textarea
        label={texts.service.headers}
        description={`${texts.service.headersHint} ${
          headerNames.length > 0 ? texts.service.headersSet(headerNames.join(", ")) : ""
        }`}
        value={fields.headers}
        onChange={(event) => onChange({ headers: event.currentTarget.value })}
        error={wrong.headers ? texts.service.headersWrong : undefined}
        rows={3}
        autoComplete="off"
        spellCheck={false}
      />
      <SignatureFields fields={fields} onChange={onChange} />
      <Textarea
        label={texts.service.origins}
        description={texts.service.originsHint}
        value={fields.origins}
        onChange={(event) => onChange({ origins: event.currentTarget.value })}
        rows={2}
        spellCheck={false}
      />
      <Switch
        label={texts.service.assertion}
        description={texts.service.assertionHint}
        checked={fields.assertion === "on"}
        onChange={(event) => onChange({ assertion: event.currentTarget.checked ? "on" : "off" })}
      />
      <NativeSelect
        label={texts.service.whenCountersFail}
        description={texts.service.whenCountersFailHint}
        data={Object.entries(texts.service.countersFail).map(([value, label]) => ({ value, label }))}
        value={fields.whenCountersFail}
        onChange={(event) => onChange({ whenCountersFail: event.currentTarget.value })}
      />
      <TextInput
        type="number"
        min={1}
        label={texts.service.maxConcurrentCalls}
        description={texts.service.maxConcurrentCallsHint}
        value={fields.maxConcurrentCalls}
        onChange={(event) => onChange({ maxConcurrentCalls: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.service.usageEvent}
        description={texts.service.usageEventHint}
        data={Object.entries(texts.service.usageEvents).map(([value, label]) => ({ value, label }))}
        value={fields.usageEvent}
        onChange={(event) => onChange({ usageEvent: event.currentTarget.value })}
      />
    </Stack>
  </Section>
);

const SignatureFields = ({ fields, onChange }: Pick<FieldsProps, "fields" | "onChange">) => (
  <>
    <NativeSelect
      label={texts.service.signedFor}
      description={texts.service.signedForHint}
      data={Object.entries(texts.service.signedForServices).map(([value, label]) => ({ value, label }))}
      value={fields.signedFor}
      onChange={(event) => onChange({ signedFor: event.currentTarget.value })}
    />
    {fields.signedFor === "" ? null : (
      <TextInput
        label={texts.service.signedRegion}
        value={fields.signedRegion}
        onChange={(event) => onChange({ signedRegion: event.currentTarget.value })}
        placeholder="eu-central-1"
        required
      />
    )}
  </>
);

export const AccessFields = ({
  fields,
  onChange,
  approversPending = [],
}: FieldsProps & { approversPending?: string[] | undefined }) => (
  <Section title={texts.service.access}>
    <Stack maw={720}>
      <NativeSelect
        label={texts.service.visibility}
        data={Object.entries(texts.service.visibilities).map(([value, label]) => ({ value, label }))}
        value={fields.visibility}
        onChange={(event) => onChange({ visibility: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.service.approval}
        data={Object.entries(texts.service.approvals).map(([value, label]) => ({ value, label }))}
        value={fields.approval}
        onChange={(event) => onChange({ approval: event.currentTarget.value })}
      />
      <Textarea
        label={texts.service.approvers}
        description={[
          texts.service.approversHint,
          ...(approversPending.length > 0
            ? [texts.service.approversPending(approversPending.join(", "))]
            : []),
        ].join(" ")}
        value={fields.approvers}
        onChange={(event) => onChange({ approvers: event.currentTarget.value })}
        rows={3}
        spellCheck={false}
      />
    </Stack>
  </Section>
);
