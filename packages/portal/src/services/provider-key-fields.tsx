import { Group } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { NativeSelect, PasswordInput } from "../ui/inputs.tsx";
import { typed } from "../ui/text-fields.ts";
import {
  isKeyHeader,
  KEY_HEADERS,
  keyHeaderAmong,
  keyHeaderChoices,
  keyLine,
  keyOfLine,
} from "./provider-key.ts";

interface ProviderKeyFieldsProps {
  /** The key as a line of headers; empty while none was typed. */
  line: string;
  onLine: (line: string) => void;
  /** Of the headers that are set. */
  headerNames: readonly string[];
}

/** Of a service of models: the key that the gateway calls the provider with. It is write-only, as every upstream header. */
export const ProviderKeyFields = ({ line, onLine, headerNames }: ProviderKeyFieldsProps) => {
  const set = keyHeaderAmong(headerNames);
  const [chosen, choose] = useState(set ?? "authorization");
  const key = keyOfLine(chosen, line);
  return (
    <Group align="flex-start" grow>
      <PasswordInput
        label={texts.service.key}
        description={
          set === undefined ? texts.service.keyNone : texts.service.keySet(KEY_HEADERS[set].header)
        }
        {...typed(key, (next) => onLine(keyLine(chosen, next)))}
        autoComplete="off"
        spellCheck={false}
      />
      <NativeSelect
        label={texts.service.keyHeader}
        description={texts.service.keyHeaderHint}
        data={keyHeaderChoices(texts.service.keyIn)}
        {...typed(chosen, (next) => {
          if (!isKeyHeader(next)) return;
          choose(next);
          onLine(keyLine(next, key));
        })}
      />
    </Group>
  );
};
