import { TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { typed } from "../ui/text-fields.ts";
import { slugOf } from "./slug-of.ts";

/** A name, and the slug that follows it until one is typed. */
export const useNameAndSlug = () => {
  const [name, setName] = useState("");
  const [typed, setSlug] = useState<string>();
  return { name, slug: typed ?? slugOf(name), setName, setSlug };
};

interface NameAndSlugProps {
  named: ReturnType<typeof useNameAndSlug>;
  slugHint: string;
  /** What the API said of them. */
  errors?: Readonly<Partial<Record<"name" | "slug", string>>>;
}

export const NameAndSlug = ({ named, slugHint, errors = {} }: NameAndSlugProps) => (
  <>
    <TextInput
      label={texts.team.name}
      {...typed(named.name, named.setName)}
      error={errors.name}
      maxLength={100}
      required
      data-autofocus
    />
    <TextInput
      label={texts.team.slug}
      description={slugHint}
      {...typed(named.slug, named.setSlug)}
      error={errors.slug}
      pattern="[a-z0-9][a-z0-9\-]{0,62}"
      required
    />
  </>
);
