import { NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { LANGUAGE_NAMES } from "../texts/proper-names.ts";
import { texts } from "../texts/texts.ts";
import { CodeTabs } from "../ui/code-tabs.tsx";
import type { OperationSample } from "./operation-sample.ts";
import { SAMPLE_LANGUAGES, SAMPLE_PROOFS, samplesOf } from "./operation-samples.ts";

interface OperationSamplesProps {
  sample: OperationSample;
  address: string;
}

/** The operation as commands, for the credential that the reader has. */
export const OperationSamples = ({ sample, address }: OperationSamplesProps) => {
  const [proof, setProof] = useState<(typeof SAMPLE_PROOFS)[number]>("api-key");
  const samples = samplesOf(sample, address, proof);
  return (
    <Stack gap="xs">
      <NativeSelect
        label={texts.reference.sampleWith}
        data={SAMPLE_PROOFS.map((value) => ({ value, label: texts.credential.types[value] }))}
        value={proof}
        onChange={({ currentTarget: { value } }) =>
          setProof(SAMPLE_PROOFS.find((each) => each === value) ?? "api-key")
        }
        maw={320}
      />
      <CodeTabs
        label={texts.credential.language}
        tabs={SAMPLE_LANGUAGES.map((language) => ({
          key: language,
          label: LANGUAGE_NAMES[language],
          code: samples[language],
        }))}
      />
    </Stack>
  );
};
