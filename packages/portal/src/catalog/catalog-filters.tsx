import { Chip, Group, Input, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./catalog.module.css";
import { catalogQuery } from "./catalog-queries.ts";
import type { CatalogSearch } from "./catalog-search.ts";
import { parseCatalogSearch } from "./catalog-search.ts";

const PAUSE_MS = 250;
const MAX_TAGS = 12;

/** Each change is a new address, without a step in the history for every letter. */
export const CatalogFilters = ({ search }: { search: CatalogSearch }) => {
  const navigate = useNavigate({ from: "/catalog" });
  const all = useInfiniteQuery(catalogQuery({})).data ?? [];
  const tags = [...new Set(all.flatMap((service) => service.tags))].sort().slice(0, MAX_TAGS);
  const narrow = (change: Record<string, string | undefined>) =>
    navigate({ search: parseCatalogSearch({ ...search, ...change }), replace: true });
  const [typed, setTyped] = useState(search.q ?? "");
  useEffect(() => {
    // Cleared elsewhere, by a link for example.
    if (search.q === undefined) setTyped("");
  }, [search.q]);
  const router = useRouter();
  const type = useDebouncedCallback((q: string) => {
    // A person who has chosen a service meanwhile is navigating to it; do not interrupt that.
    if (router.latestLocation.pathname === "/catalog") void narrow({ q });
  }, PAUSE_MS);
  return (
    <search className={classes["filters"]}>
      <TextInput
        className={classes["search"] ?? ""}
        type="search"
        label={texts.catalog.search}
        placeholder={texts.catalog.searchHint}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          type(event.currentTarget.value);
        }}
      />
      <Input.Wrapper label={texts.catalog.kind} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={texts.catalog.kind}
            value={search.kind ?? "all"}
            onChange={(kind) => void narrow({ kind })}
            data={[
              { value: "all", label: texts.catalog.kinds.all },
              { value: "rest", label: texts.catalog.kinds.rest },
              { value: "ai", label: texts.catalog.kinds.ai },
              { value: "mcp", label: texts.catalog.kinds.mcp },
            ]}
          />
        </div>
      </Input.Wrapper>
      {tags.length > 0 ? (
        <Input.Wrapper label={texts.catalog.tags} labelElement="div">
          <Group gap="xs" role="group" aria-label={texts.catalog.tags}>
            {tags.map((tag) => (
              <Chip
                key={tag}
                size="sm"
                checked={search.tag === tag}
                onChange={(checked) => void narrow({ tag: checked ? tag : undefined })}
              >
                {tag}
              </Chip>
            ))}
          </Group>
        </Input.Wrapper>
      ) : null}
    </search>
  );
};
