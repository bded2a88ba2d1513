import { Select, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import { MAX_SEARCH, SEARCH_PAUSE_MS } from "../ui/search-field.tsx";
import { consumersQuery } from "./consumer-queries.ts";

/** The choice of a consumer that does not exist yet; no id looks like it. */
const NEW = "+";

interface ConsumerPickerProps {
  label: string;
  description: string;
  /** Nothing is a new consumer. */
  value: Consumer | undefined;
  onChange: (consumer: Consumer | undefined) => void;
  labelOf: (consumer: Consumer) => string;
  /** Which may be chosen. */
  fits: (consumer: Consumer) => boolean;
  /** The label of a consumer that is made with the rest. */
  newLabel: string;
}

/** Chooses among all consumers, however many: the server searches as one types. */
export const ConsumerPicker = ({
  label,
  description,
  value,
  onChange,
  labelOf,
  fits,
  newLabel,
}: ConsumerPickerProps) => {
  const shown = value === undefined ? newLabel : labelOf(value);
  const [text, setText] = useState(shown);
  const [settled] = useDebouncedValue(text.trim(), SEARCH_PAUSE_MS);
  // What was chosen stands in the field: then all are offered.
  const q = settled === "" || settled === shown ? undefined : settled;
  const query = useInfiniteQuery({ ...consumersQuery({ q }), placeholderData: keepPreviousData });
  const found = (query.data ?? []).filter(fits);
  const offered = new Map(found.map((each) => [each.id, each]));
  const known = value === undefined ? offered : new Map(offered).set(value.id, value);
  return (
    <>
      <Select
        label={label}
        description={query.hasNextPage ? `${description} ${texts.consumer.typeToFind}` : description}
        data={[
          { value: NEW, label: newLabel },
          ...[...known.values()].map((each) => ({ value: each.id, label: labelOf(each) })),
        ]}
        value={value?.id ?? NEW}
        onChange={(id) => onChange(known.get(id ?? NEW))}
        searchable
        searchValue={text}
        onSearchChange={setText}
        filter={({ options }) =>
          options.filter((each) => "value" in each && (each.value === NEW || offered.has(each.value)))
        }
        nothingFoundMessage={texts.consumer.noMatch}
        allowDeselect={false}
        maxLength={MAX_SEARCH}
        maxDropdownHeight={320}
      />
      <VisuallyHidden role="status">
        {q === undefined || query.isPlaceholderData
          ? ""
          : texts.ui.found(found.length, whole(found.length), query.hasNextPage)}
      </VisuallyHidden>
    </>
  );
};
