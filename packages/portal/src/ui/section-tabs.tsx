import { Link, type LinkProps, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import classes from "./section-tabs.module.css";

interface SectionTabsProps {
  label: string;
  tabs: readonly { key: string; label: string; link: LinkProps }[];
}

/** The sections of a page as links: each has an address of its own. */
export const SectionTabs = ({ label, tabs }: SectionTabsProps) => {
  const nav = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // On a phone the current one may be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path says which one is current
  useEffect(() => {
    const current = nav.current?.querySelector("[aria-current]");
    if (current instanceof HTMLElement && nav.current)
      nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - nav.current.clientWidth / 3;
  }, [path, tabs.length]);
  return (
    <nav aria-label={label} className={classes["tabs"]} ref={nav}>
      {tabs.map((tab) => (
        <Link key={tab.key} {...tab.link} activeProps={{ "aria-current": "page" }} className={classes["tab"]}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
};
