import { Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import { typed } from "./text-fields.ts";

/** A search is sent when nothing was typed for so long. */
export const SEARCH_PAUSE_MS = 200;
/** As long as the API takes. */
export const MAX_SEARCH = 100;

/** What is typed, and what of it is searched for: undefined while nothing is. */
export const useSearch = () => {
  const [value, setValue] = useState("");
  const [settled] = useDebouncedValue(value.trim(), SEARCH_PAUSE_MS);
  return { value, setValue, q: settled === "" ? undefined : settled };
};

interface SearchFieldProps {
  label: string;
  hint: string;
  search: ReturnType<typeof useSearch>;
  /** As far as is known; nothing while it is being asked for. */
  found: { count: number; more: boolean } | undefined;
}

/** A field that searches as one types, and says how much was found: also to those who hear the page. */
export const SearchField = ({ label, hint, search, found }: SearchFieldProps) => (
  <search>
    <TextInput
      type="search"
      label={label}
      placeholder={hint}
      leftSection={<IconSearch size={16} aria-hidden />}
      {...typed(search.value, search.setValue)}
      maxLength={MAX_SEARCH}
      autoComplete="off"
      maw={320}
    />
    <Text role="status" size="sm" c="dimmed" mt={4} mb="md" mih="1.5em">
      {search.q === undefined || found === undefined
        ? ""
        : texts.ui.found(found.count, whole(found.count), found.more)}
    </Text>
  </search>
);
