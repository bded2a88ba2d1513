import { Button, Fieldset, Stack } from "@mantine/core";
import type { ComponentType } from "react";
import { texts } from "../texts/texts.ts";
import { Section } from "../ui/section.tsx";
import type { DraftErrors } from "./draft-errors.ts";
import classes from "./draft-list.module.css";

export interface DraftProps<D> {
  draft: D;
  onChange: (change: Partial<D>) => void;
  errors: DraftErrors;
}

interface DraftListProps<D> {
  title: string;
  lead: string;
  add: string;
  /** The heading of the draft at a place, counted from 1. */
  legend: (number: number) => string;
  drafts: readonly D[];
  empty: (key: string) => D;
  onChange: (drafts: D[]) => void;
  /** What the API said of the draft with this key. */
  errors: (key: string) => DraftErrors;
  fields: ComponentType<DraftProps<D>>;
}

/** Several of a kind that are edited together: each with its fields, one more, one less. */
export const DraftList = <D extends { key: string }>({
  title,
  lead,
  add,
  legend,
  drafts,
  empty,
  onChange,
  errors,
  fields: Fields,
}: DraftListProps<D>) => (
  <Section
    title={title}
    lead={lead}
    actions={
      <Button variant="default" size="xs" onClick={() => onChange([...drafts, empty(crypto.randomUUID())])}>
        {add}
      </Button>
    }
  >
    <Stack>
      {drafts.map((draft, index) => (
        <Fieldset key={draft.key} legend={legend(index + 1)}>
          <div className={classes["fields"]}>
            <Fields
              draft={draft}
              errors={errors(draft.key)}
              onChange={(change) =>
                onChange(drafts.map((each) => (each.key === draft.key ? { ...each, ...change } : each)))
              }
            />
          </div>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            mt="sm"
            aria-label={`${texts.ui.remove}: ${legend(index + 1)}`}
            onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
          >
            {texts.ui.remove}
          </Button>
        </Fieldset>
      ))}
    </Stack>
  </Section>
);
