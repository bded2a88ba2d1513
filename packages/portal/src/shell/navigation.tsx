import {
  IconApps,
  IconChartBar,
  IconChecks,
  IconMailX,
  IconServer,
  IconUsers,
  IconUsersGroup,
  IconWorld,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useHasPath } from "../api/features.ts";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { NavItem } from "../ui/links.tsx";
import classes from "./navigation.module.css";
import { useSubscriptionSide } from "./use-subscription-side.ts";

const ICON = { size: 18, "aria-hidden": true } as const;
const active = { "aria-current": "page" } as const;

export const Navigation = () => {
  const me = useMe();
  const side = useSubscriptionSide();
  const hasUsage = useHasPath("/v1/usage");
  const hasPeople = useHasPath("/v1/people");
  const hasDeadLetters = useHasPath("/v1/dead-letters");
  return (
    <>
      <Group title={texts.nav.portal}>
        <NavItem
          to="/catalog"
          label={texts.nav.catalog}
          leftSection={<IconWorld {...ICON} />}
          activeProps={active}
        />
      </Group>
      <Group title={texts.nav.workspace}>
        <NavItem
          to="/consumers"
          {...(side === "consumers" ? active : {})}
          label={texts.nav.consumers}
          leftSection={<IconApps {...ICON} />}
          activeProps={active}
        />
        <NavItem
          to="/services"
          {...(side === "services" ? active : {})}
          label={texts.nav.services}
          leftSection={<IconServer {...ICON} />}
          activeProps={active}
        />
        <NavItem
          to="/decisions"
          label={texts.nav.decisions}
          leftSection={<IconChecks {...ICON} />}
          activeProps={active}
        />
        <NavItem
          to="/teams"
          label={texts.nav.teams}
          leftSection={<IconUsersGroup {...ICON} />}
          activeProps={active}
        />
        {hasUsage ? (
          <NavItem
            to="/usage"
            label={texts.nav.usage}
            leftSection={<IconChartBar {...ICON} />}
            activeProps={active}
          />
        ) : null}
      </Group>
      {me?.admin && (hasPeople || hasDeadLetters) ? (
        <Group title={texts.nav.platform}>
          {hasPeople ? (
            <NavItem
              to="/people"
              label={texts.nav.people}
              leftSection={<IconUsers {...ICON} />}
              activeProps={active}
            />
          ) : null}
          {hasDeadLetters ? (
            <NavItem
              to="/dead-letters"
              label={texts.nav.deadLetters}
              leftSection={<IconMailX {...ICON} />}
              activeProps={active}
            />
          ) : null}
        </Group>
      ) : null}
    </>
  );
};

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={classes["group"]}>
    <p className={classes["title"]}>{title}</p>
    {children}
  </div>
);
