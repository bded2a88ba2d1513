import { Link } from "@tanstack/react-router";
import { texts } from "../texts/texts.ts";
import { SearchField, useSearch } from "../ui/search-field.tsx";
import classes from "./help.module.css";
import { HELP_ENTRIES } from "./help-contents.ts";
import { searchHelp } from "./help-search.ts";

export const HelpSearchField = () => {
  const search = useSearch();
  const hits = search.q === undefined ? [] : searchHelp(HELP_ENTRIES, search.q);
  return (
    <div className={classes["search"]}>
      <SearchField
        label={texts.help.search}
        hint={texts.help.searchHint}
        search={search}
        found={search.q === undefined ? undefined : { count: hits.length, more: false }}
      />
      {hits.length === 0 ? null : (
        <ul className={classes["hits"]} lang="en">
          {hits.map(({ page, title, heading }) => (
            <li key={`${page}#${heading?.id ?? ""}`}>
              <Link
                to="/help/$page"
                params={{ page }}
                {...(heading === undefined ? {} : { hash: heading.id })}
                onClick={() => search.setValue("")}
              >
                {heading === undefined ? title : `${title}: ${heading.text}`}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
