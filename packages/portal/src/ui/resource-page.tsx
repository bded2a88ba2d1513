import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TextLink } from "./links.tsx";
import { Page } from "./page.tsx";
import { StatusBadge } from "./status-badge.tsx";

interface ResourcePageProps<Status extends string> {
  of: { name: string; status: Status };
  /** The list that it is in. */
  list: NonNullable<LinkProps["to"]>;
  /** Of its kind: the list's title, and what each state is called. */
  texts: { title: string; status: Readonly<Record<Status, string>> };
  icon?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The page of one thing of a list: the way back to the list, and its state. */
export const ResourcePage = <Status extends string>({
  of,
  list,
  texts,
  ...page
}: ResourcePageProps<Status>) => (
  <Page
    {...page}
    title={of.name}
    above={<TextLink to={list}>{texts.title}</TextLink>}
    beside={<StatusBadge status={of.status} label={texts.status[of.status]} />}
  />
);
