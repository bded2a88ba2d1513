import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { TextInput } from "../ui/inputs.tsx";
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
}

export const NameAndSlug = ({ named, slugHint }: NameAndSlugProps) => (
  <>
    <TextInput
      label={texts.team.name}
      {...typed(named.name, named.setName)}
      at="/name"
      maxLength={100}
      required
      data-autofocus
    />
    <TextInput
      label={texts.team.slug}
      description={slugHint}
      {...typed(named.slug, named.setSlug)}
      at="/slug"
      pattern="[a-z0-9][a-z0-9\-]{0,62}"
      wrong={texts.ui.invalid.slug}
      required
    />
  </>
);
