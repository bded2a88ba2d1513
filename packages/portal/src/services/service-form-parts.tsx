import { Checkbox, Group, Stack, Switch } from "@mantine/core";
import type { Service } from "../api/resources.ts";
import { linesOf } from "../credentials/credential-draft.ts";
import { texts } from "../texts/texts.ts";
import { CheckboxGroup, NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { Section } from "../ui/section.tsx";
import { choicesOf, textFields } from "../ui/text-fields.ts";
import { OpenApiField } from "./openapi-field.tsx";
import { ProviderKeyFields } from "./provider-key-fields.tsx";
import { SAMPLE_METHODS, type ServiceFields } from "./service-fields.ts";

interface FieldsProps {
  draft: ServiceFields;
  onChange: (draft: ServiceFields) => void;
  errors: Readonly<Partial<Record<keyof ServiceFields, string | undefined>>>;
}

const fieldsOf = (form: FieldsProps) => textFields({ ...form, texts: texts.service });

export const BasicsFields = (form: FieldsProps) => {
  const field = fieldsOf(form);
  return (
    <Section title={texts.service.basics} lead={texts.service.basicsLead}>
      <Stack maw={720}>
        <TextInput {...field("name")} maxLength={100} required />
        <TextInput {...field("summary")} maxLength={200} />
        <TextInput {...field("tags")} />
        <Textarea {...field("description")} maxLength={20_000} rows={8} />
        <OpenApiField
          field={field("openapi")}
          onText={(openapi) => form.onChange({ ...form.draft, openapi })}
        />
      </Stack>
    </Section>
  );
};

export const SampleFields = (form: FieldsProps) => {
  const field = fieldsOf(form);
  return (
    <Section title={texts.service.sample} lead={texts.service.sampleLead}>
      <Stack maw={720}>
        <NativeSelect {...field("sampleMethod")} data={[...SAMPLE_METHODS]} />
        <TextInput {...field("samplePath")} maxLength={1024} placeholder="/hello" spellCheck={false} />
        <Textarea {...field("sampleHeaders")} rows={2} spellCheck={false} />
        <Textarea {...field("sampleBody")} maxLength={8192} rows={4} spellCheck={false} />
      </Stack>
    </Section>
  );
};

interface UpstreamFieldsProps extends FieldsProps {
  kind: Service["kind"];
  headerNames: readonly string[];
}

export const UpstreamFields = ({ kind, headerNames, ...form }: UpstreamFieldsProps) => {
  const { draft, onChange } = form;
  const field = fieldsOf(form);
  return (
    <Section title={texts.service.upstream} lead={texts.service.upstreamLead}>
      <Stack maw={720}>
        <TextInput {...field("url")} type="url" required />
        {kind === "ai" ? (
          <ProviderKeyFields
            line={draft.key}
            onLine={(key) => onChange({ ...draft, key })}
            headerNames={headerNames}
          />
        ) : null}
        <TextInput {...field("timeout")} type="number" min={1} max={900} required />
        <Textarea {...field("headers")} rows={3} autoComplete="off" spellCheck={false} />
        {headerNames.length === 0 ? null : (
          <CheckboxGroup
            label={texts.service.headersGone}
            description={texts.service.headersGoneHint}
            value={linesOf(draft.headersGone)}
            onChange={(names) => onChange({ ...draft, headersGone: names.join("\n") })}
          >
            <Group gap="md" mt="xs">
              {headerNames.map((name) => (
                <Checkbox key={name} value={name} label={name} />
              ))}
            </Group>
          </CheckboxGroup>
        )}
        <NativeSelect {...field("signedFor")} data={choicesOf(texts.service.signedForServices)} />
        {draft.signedFor === "" ? null : (
          <TextInput {...field("signedRegion")} placeholder="eu-central-1" required />
        )}
        <Textarea {...field("origins")} rows={2} spellCheck={false} />
        <Switch
          label={texts.service.assertion}
          description={texts.service.assertionHint}
          checked={draft.assertion === "on"}
          onChange={(event) => onChange({ ...draft, assertion: event.currentTarget.checked ? "on" : "off" })}
        />
        <NativeSelect {...field("whenCountersFail")} data={choicesOf(texts.service.countersFail)} />
        <TextInput {...field("maxConcurrentCalls")} type="number" min={1} />
        <NativeSelect {...field("usageEvent")} data={choicesOf(texts.service.usageEvents)} />
      </Stack>
    </Section>
  );
};

interface AccessFieldsProps extends FieldsProps {
  approversPending: readonly string[] | undefined;
}

export const AccessFields = ({ approversPending = [], ...form }: AccessFieldsProps) => {
  const field = fieldsOf(form);
  const pending =
    approversPending.length > 0 ? [texts.service.approversPending(approversPending.join(", "))] : [];
  return (
    <Section title={texts.service.access}>
      <Stack maw={720}>
        <NativeSelect {...field("visibility")} data={choicesOf(texts.service.visibilities)} />
        <NativeSelect {...field("approval")} data={choicesOf(texts.service.approvals)} />
        <Textarea
          {...field("approvers")}
          description={[texts.service.approversHint, ...pending].join(" ")}
          rows={3}
          spellCheck={false}
        />
        <TextInput {...field("approvalsNeeded")} type="number" min={1} max={20} required />
      </Stack>
    </Section>
  );
};
