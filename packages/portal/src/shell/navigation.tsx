import { NavLink } from "@mantine/core";
import {
  IconApps,
  IconChartBar,
  IconChecks,
  IconExternalLink,
  IconHelp,
  IconKey,
  IconMailX,
  type IconProps,
  IconServer,
  IconUsers,
  IconUsersGroup,
  IconWorld,
} from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import { portalConfig } from "../api/connection.ts";
import { useHasPath } from "../api/features.ts";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { NavItem } from "../ui/links.tsx";
import classes from "./navigation.module.css";
import { useSubscriptionSide } from "./use-subscription-side.ts";
import { WaitingCount } from "./waiting-count.tsx";

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
        <Entry to="/catalog" label={texts.nav.catalog} icon={IconWorld} />
      </Group>
      <Group title={texts.nav.workspace}>
        <Entry to="/consumers" label={texts.nav.consumers} icon={IconApps} here={side === "consumers"} />
        <Entry to="/subscriptions" label={texts.list.subscriptions} icon={IconKey} exact />
        <Entry to="/services" label={texts.nav.services} icon={IconServer} here={side === "services"} />
        <Entry to="/decisions" label={texts.nav.decisions} icon={IconChecks} beside={<WaitingCount />} />
        <Entry to="/teams" label={texts.nav.teams} icon={IconUsersGroup} />
        {hasUsage ? <Entry to="/usage" label={texts.nav.usage} icon={IconChartBar} /> : null}
      </Group>
      {me?.admin && (hasPeople || hasDeadLetters) ? (
        <Group title={texts.nav.platform}>
          {hasPeople ? <Entry to="/people" label={texts.nav.people} icon={IconUsers} /> : null}
          {hasDeadLetters ? (
            <Entry to="/dead-letters" label={texts.nav.deadLetters} icon={IconMailX} />
          ) : null}
        </Group>
      ) : null}
      <Group title={texts.nav.help}>
        <Entry to="/help" label={texts.nav.help} icon={IconHelp} />
      </Group>
      <StageLinks />
    </>
  );
};

/** Where the stage's operator leads people to. */
const StageLinks = () => {
  const { links } = portalConfig().brand;
  if (links.length === 0) return null;
  return (
    <Group title={texts.nav.more}>
      {links.map(({ label, url }) => (
        <NavLink
          key={`${label} ${url}`}
          component="a"
          href={url}
          label={<span dir="auto">{label}</span>}
          leftSection={<IconExternalLink size={18} aria-hidden />}
          {...(url.startsWith("https:") ? { target: "_blank", rel: "noopener noreferrer" } : {})}
        />
      ))}
    </Group>
  );
};

interface EntryProps {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  icon: ComponentType<IconProps>;
  /** Also where the address is another one. */
  here?: boolean;
  beside?: ReactNode;
  /** Not where the address only begins so. */
  exact?: boolean;
}

const Entry = ({ icon: Icon, here = false, beside, exact = false, ...link }: EntryProps) => (
  <NavItem
    {...link}
    {...(here ? active : {})}
    leftSection={<Icon size={18} aria-hidden />}
    rightSection={beside}
    activeProps={active}
    activeOptions={{ exact }}
  />
);

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={classes["group"]}>
    <p className={classes["title"]}>{title}</p>
    {children}
  </div>
);
