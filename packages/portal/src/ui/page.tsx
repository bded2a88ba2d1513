import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./page.module.css";

interface PageProps {
  title: string;
  /** Shown above the title: the breadcrumbs. */
  above?: ReactNode;
  /** Beside the title: its state. */
  beside?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export const Page = ({ title, above, beside, lead, actions, children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · ${texts.product}`;
  }, [title]);
  return (
    <>
      <header className={classes["header"]}>
        <div className={classes["titles"]}>
          {above ? <div className={classes["above"]}>{above}</div> : null}
          <Group gap="sm">
            <Title order={1} size="h2" className={classes["title"]}>
              {title}
            </Title>
            {beside}
          </Group>
          {lead ? <Text c="dimmed">{lead}</Text> : null}
        </div>
        {actions ? <Group gap="sm">{actions}</Group> : null}
      </header>
      {children}
    </>
  );
};
