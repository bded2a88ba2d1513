import { Button, FileButton, Group, Text, type TextareaProps } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { Textarea } from "../ui/inputs.tsx";
import { MAX_TEXT, openApiText } from "./openapi-text.ts";
import { parseDocument } from "./service-fields.ts";

interface OpenApiFieldProps {
  field: TextareaProps & { value: string };
  onText: (text: string) => void;
}

/** An OpenAPI document as JSON or YAML: typed, pasted, or from a file. YAML becomes JSON when the field is left. */
export const OpenApiField = ({ field, onText }: OpenApiFieldProps) => {
  const [told, tell] = useState<string>();
  const take = async (text: string) => {
    const json = await openApiText(text);
    tell(json === undefined ? texts.service.openapiWrong : undefined);
    onText(json ?? text);
  };
  const choose = async (file: File | null) => {
    if (file === null) return;
    if (file.size > MAX_TEXT) return tell(texts.service.openapiTooLong);
    await take(await file.text());
  };
  const leave = () => {
    if (field.value.trim() !== "" && parseDocument(field.value) === undefined) void take(field.value);
  };
  return (
    <div>
      <Textarea {...field} rows={8} spellCheck={false} onBlur={leave} dir="ltr" />
      <Group gap="sm" mt="xs">
        <FileButton onChange={(file) => void choose(file)} accept=".json,.yaml,.yml">
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              leftSection={<IconFileUpload size={14} aria-hidden />}
            >
              {texts.service.openapiFile}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" role="status">
          {told ?? ""}
        </Text>
      </Group>
    </div>
  );
};
