import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem, type Problem } from "../api/problem.ts";
import type { Consumer } from "../api/resources.ts";
import { consumerQuery } from "../consumers/consumer-queries.ts";
import classes from "../services/draft-list.module.css";
import { texts } from "../texts/texts.ts";
import { NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { choicesOf } from "../ui/text-fields.ts";
import { useUnsaved } from "../ui/unsaved.ts";
import { removePlugin, setPlugin } from "./plugin-queries.ts";
import { type SchemaField, schemaFields, settingsOf, settingsText } from "./schema-fields.ts";

interface PluginFormProps {
  plugin: { name: string; summary: string; schema: Record<string, unknown> };
  consumer: Consumer;
}

export const PluginForm = ({ plugin, consumer }: PluginFormProps) => {
  const client = useQueryClient();
  const set = consumer.plugins[plugin.name];
  const fields = schemaFields(plugin.schema);
  const [values, setValues] = useState(settingsText(fields, set ?? {}));
  const [problem, setProblem] = useState<Problem>();
  const saved = settingsText(fields, set ?? {});
  useUnsaved(fields.some(({ name }) => values[name] !== saved[name]) ? [plugin.name] : []);
  const submit = async (change: () => Promise<unknown>, done: string) => {
    setProblem(undefined);
    try {
      await change();
      notify("good", done);
      await client.invalidateQueries({ queryKey: consumerQuery(consumer.id).queryKey });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const save = () =>
    submit(
      () => setPlugin(consumer.id, plugin.name, settingsOf(fields, values)),
      texts.plugin.saved(plugin.name),
    );
  return (
    <Section
      title={plugin.name}
      lead={plugin.summary}
      actions={
        <StatusBadge status={set ? "enabled" : "off"} label={set ? texts.plugin.on : texts.plugin.off} />
      }
    >
      <SubmitForm problem={problem} onSubmit={() => void save()}>
        <div className={classes["fields"]}>
          {fields.map((field) => (
            <PluginField
              key={field.name}
              field={field}
              value={values[field.name] ?? ""}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
        </div>
        {problem ? <ProblemPanel error={problem} /> : null}
        <Group mt="md">
          <Button type="submit" size="sm">
            {texts.plugin.set}
          </Button>
          {set ? (
            <Button
              size="sm"
              variant="default"
              onClick={() =>
                submit(() => removePlugin(consumer.id, plugin.name), texts.plugin.turnedOff(plugin.name))
              }
            >
              {texts.plugin.turnOff}
            </Button>
          ) : null}
        </Group>
      </SubmitForm>
    </Section>
  );
};

interface PluginFieldProps {
  field: SchemaField;
  value: string;
  onChange: (value: string) => void;
}

const PluginField = ({ field, value, onChange }: PluginFieldProps) => {
  const label = texts.plugin.fields[field.name] ?? field.name;
  const common = { label, value, at: `/${field.name}`, required: field.required };
  if (field.kind === "choice")
    return (
      <NativeSelect
        {...common}
        data={[{ value: "", label: texts.plugin.unset }, ...field.choices]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (field.kind === "flag")
    return (
      <NativeSelect
        {...common}
        data={[{ value: "", label: texts.plugin.unset }, ...choicesOf(texts.plugin.flags)]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (field.kind === "lines")
    return (
      <Textarea
        {...common}
        description={texts.plugin.lines}
        rows={3}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      type={field.kind === "number" ? "number" : "text"}
      min={field.minimum}
      max={field.maximum}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};
