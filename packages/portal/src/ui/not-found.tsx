import { texts } from "../texts/texts.ts";
import { EmptyState } from "./empty-state.tsx";
import { ButtonLink } from "./links.tsx";
import { Page } from "./page.tsx";

export const NotFound = () => (
  <Page title={texts.notFound.title} lead={texts.notFound.lead}>
    <ButtonLink to="/catalog">{texts.notFound.back}</ButtonLink>
  </Page>
);

/** For a part of a page that exists. */
export const NoSuchSection = () => (
  <EmptyState
    title={texts.notFound.title}
    lead={texts.notFound.lead}
    action={<ButtonLink to="/catalog">{texts.notFound.back}</ButtonLink>}
  />
);
