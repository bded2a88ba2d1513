import { Link, useLoaderData } from "@tanstack/react-router";
import classes from "../help/help.module.css";
import { HelpBody } from "../help/help-body.tsx";
import { HelpPagesList } from "../help/help-pages-list.tsx";
import { HelpSearchField } from "../help/help-search-field.tsx";
import type { HelpPage as Shown } from "../help-pages/help-page.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { NotFound } from "../ui/not-found.tsx";
import { Page } from "../ui/page.tsx";

/** All pages of the help. */
export const HelpStartPage = () => (
  <Page title={texts.help.title} lead={texts.help.lead}>
    <HelpSearchField />
    <HelpPagesList leads />
  </Page>
);

export const HelpPage = () => {
  const page = useLoaderData({ from: "/help/$page" });
  return page === undefined ? <NotFound /> : <Article page={page} />;
};

const Article = ({ page }: { page: Shown }) => (
  <div className={classes["columns"]}>
    <div className={classes["aside"]}>
      <HelpSearchField />
      <HelpPagesList />
    </div>
    <article className={classes["article"]}>
      <Page
        title={page.title}
        above={<TextLink to="/help">{texts.help.title}</TextLink>}
        actions={
          // A file beside the portal, not a page of it.
          <a href={`/help/${page.name}.md`} className={classes["markdown"]}>
            {texts.help.markdown}
          </a>
        }
      >
        <Contents page={page} />
        <div lang="en">
          <HelpBody body={page.body} />
        </div>
      </Page>
    </article>
  </div>
);

const MOST_OPEN = 24;

const Contents = ({ page }: { page: Shown }) =>
  page.headings.length < 2 ? null : (
    <nav aria-label={texts.help.contents} className={classes["contents"]}>
      <details open={page.headings.length <= MOST_OPEN}>
        <summary>{texts.help.contents}</summary>
        <ul lang="en">
          {page.headings.map(({ id, text, level }) => (
            <li key={id} data-level={level}>
              <Link to="/help/$page" params={{ page: page.name }} hash={id}>
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
