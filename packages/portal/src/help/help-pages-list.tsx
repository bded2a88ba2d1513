import { Link } from "@tanstack/react-router";
import { texts } from "../texts/texts.ts";
import classes from "./help.module.css";
import { HELP_GROUPS } from "./help-contents.ts";

const READERS: Readonly<Record<string, string>> = texts.help.readers;
const here = { "aria-current": "page" } as const;

/** Every page, by whom it is for; with what each is about where there is room. */
export const HelpPagesList = ({ leads = false }: { leads?: boolean }) => (
  <nav aria-label={texts.help.pages} className={classes[leads ? "cards" : "pages"]}>
    {HELP_GROUPS.map(({ readers, pages }) => (
      <section key={readers}>
        <h2>{READERS[readers] ?? readers}</h2>
        <ul>
          {pages.map(({ name, title, lead }) => (
            <li key={name} lang="en">
              <Link to="/help/$page" params={{ page: name }} activeProps={here}>
                {title}
              </Link>
              {leads ? <p>{lead}</p> : null}
            </li>
          ))}
          {readers === "programs" ? (
            <li>
              <Link to="/help/reference" activeProps={here}>
                {texts.help.api}
              </Link>
              {leads ? <p>{texts.help.apiLead}</p> : null}
            </li>
          ) : null}
        </ul>
      </section>
    ))}
  </nav>
);
