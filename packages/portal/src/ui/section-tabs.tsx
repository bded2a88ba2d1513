import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./section-tabs.module.css";

interface SectionTabsProps {
  label: string;
  tabs: readonly { key: string; label: string; link: LinkProps }[];
}

/** The sections of a page as links: each has an address of its own. */
export const SectionTabs = ({ label, tabs }: SectionTabsProps) => (
  <nav aria-label={label} className={classes["tabs"]}>
    {tabs.map((tab) => (
      <Link key={tab.key} {...tab.link} activeProps={{ "aria-current": "page" }} className={classes["tab"]}>
        {tab.label}
      </Link>
    ))}
  </nav>
);
