import { Group, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { portalConfig } from "../api/connection.ts";
import classes from "./page.module.css";

interface PageProps {
  title: string;
  /** Shown above the title: the breadcrumbs. */
  above?: ReactNode;
  /** Before the title: the icon of what the page shows. */
  icon?: ReactNode;
  /** Beside the title: its state. */
  beside?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export const Page = ({ title, above, icon, beside, lead, actions, children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · ${portalConfig().brand.name}`;
  }, [title]);
  return (
    <>
      {above ? <div className={classes["above"]}>{above}</div> : null}
      <header className={classes["header"]}>
        <div className={classes["named"]}>
          {icon}
          <div className={classes["titles"]}>
            <Group gap="sm">
              <Title order={1} size="h2" className={classes["title"]} dir="auto">
                {title}
              </Title>
              {beside}
            </Group>
            {lead ? (
              <div className={classes["lead"]} dir="auto">
                {lead}
              </div>
            ) : null}
          </div>
        </div>
        {actions ? <div className={classes["actions"]}>{actions}</div> : null}
      </header>
      {children}
    </>
  );
};
