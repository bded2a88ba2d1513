import type { LinkProps } from "@tanstack/react-router";
import { type ReactElement, Suspense } from "react";
import { NoSuchSection } from "./not-found.tsx";
import { Waiting } from "./query-view.tsx";
import { SectionTabs } from "./section-tabs.tsx";

interface SectionsProps<Name extends string> {
  /** What the sections are of. */
  of: string;
  labels: Readonly<Record<Name, string>>;
  linkTo: (section: Name) => LinkProps;
  /** In their order; false where this person, or this deployment's API, does not have it. */
  parts: Readonly<Record<Name, ReactElement | false>>;
  /** As the address says, which may name none. */
  current: string;
  /** Those whose fields are there only to be read. */
  locked?: ReadonlySet<Name> | undefined;
}

/** A page in sections: a tab for each, and the one that the address names. */
export const Sections = <Name extends string>({
  of,
  labels,
  linkTo,
  parts,
  current,
  locked,
}: SectionsProps<Name>) => {
  const isName = (key: string): key is Name => Object.hasOwn(parts, key);
  const names = Object.keys(parts)
    .filter(isName)
    .filter((name) => parts[name] !== false);
  const shown = names.find((each) => each === current);
  return (
    <>
      <SectionTabs label={of} tabs={names.map((key) => ({ key, label: labels[key], link: linkTo(key) }))} />
      {shown === undefined ? (
        <NoSuchSection />
      ) : (
        <fieldset className="plain" disabled={locked?.has(shown) ?? false}>
          <Suspense fallback={<Waiting />}>{parts[shown]}</Suspense>
        </fieldset>
      )}
    </>
  );
};
