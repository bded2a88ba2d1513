import { Button, Radio, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import { AkskFields } from "./aksk-fields.tsx";
import { CREDENTIAL_TYPES, type Expiry } from "./credential-draft.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";
import { JwtFields } from "./jwt-fields.tsx";
import { Oauth2Fields } from "./oauth2-fields.tsx";
import { ApiKeyFields, BasicFields } from "./plain-fields.tsx";
import { RestrictionFields } from "./restriction-fields.tsx";

const FIELDS = {
  "api-key": ApiKeyFields,
  basic: BasicFields,
  jwt: JwtFields,
  aksk: AkskFields,
  oauth2: Oauth2Fields,
} as const;
const EXPIRIES: Expiry[] = ["days30", "days90", "year", "own", "never"];

export const CredentialForm = (props: DraftFieldsProps) => {
  const { draft, onChange, errors } = props;
  const field = textFields({ ...props, texts: texts.credential });
  const [more, setMore] = useState(false);
  const Fields = FIELDS[draft.type];
  return (
    <Stack>
      <Radio.Group
        label={texts.credential.type}
        value={draft.type}
        onChange={(type) => onChange({ type: CREDENTIAL_TYPES.find((each) => each === type) ?? "api-key" })}
      >
        <Stack gap="xs" mt="xs">
          {CREDENTIAL_TYPES.map((type) => (
            <Radio
              key={type}
              value={type}
              label={texts.credential.types[type]}
              description={texts.credential.typeHints[type]}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput {...field("name")} maxLength={100} required autoComplete="off" />
      <Select
        label={texts.credential.expires}
        description={texts.credential.expiresHint}
        data={EXPIRIES.map((value) => ({ value, label: texts.credential.expiry[value] }))}
        value={draft.expiry}
        onChange={(value) => onChange({ expiry: EXPIRIES.find((each) => each === value) ?? "year" })}
        error={draft.expiry === "own" ? undefined : errors["expiresOn"]}
        allowDeselect={false}
      />
      {draft.expiry === "own" ? <TextInput {...field("expiresOn")} type="date" required /> : null}
      <Fields {...props} />
      {more ? (
        <RestrictionFields {...props} />
      ) : (
        <div>
          <Button variant="subtle" size="xs" onClick={() => setMore(true)}>
            {texts.credential.advanced}
          </Button>
        </div>
      )}
    </Stack>
  );
};
