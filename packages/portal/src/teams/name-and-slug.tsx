import { TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
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
      value={named.name}
      onChange={(event) => named.setName(event.currentTarget.value)}
      maxLength={100}
      required
      data-autofocus
    />
    <TextInput
      label={texts.team.slug}
      description={slugHint}
      value={named.slug}
      onChange={(event) => named.setSlug(event.currentTarget.value)}
      pattern="[a-z0-9][a-z0-9\-]{0,62}"
      required
    />
  </>
);
