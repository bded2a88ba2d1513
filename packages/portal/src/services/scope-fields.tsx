import { Textarea, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import type { DraftProps } from "./draft-list.tsx";
import type { ScopeDraft } from "./scope-draft.ts";

export const ScopeFields = ({ draft, onChange }: DraftProps<ScopeDraft>) => (
  <>
    <TextInput
      label={texts.service.scopeName}
      description={texts.service.scopeNameHint}
      value={draft.name}
      onChange={(event) => onChange({ name: event.currentTarget.value })}
      pattern="[A-Za-z0-9][A-Za-z0-9._:\-]{0,62}"
      required
    />
    <TextInput
      label={texts.service.scopeMethods}
      description={texts.service.scopeMethodsHint}
      value={draft.methods}
      onChange={(event) => onChange({ methods: event.currentTarget.value })}
    />
    <Textarea
      label={texts.service.scopePaths}
      description={texts.service.scopePathsHint}
      value={draft.paths}
      onChange={(event) => onChange({ paths: event.currentTarget.value })}
      rows={2}
      spellCheck={false}
    />
  </>
);
