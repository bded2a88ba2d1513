import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ButtonLink } from "../ui/links.tsx";

export const NotFound = () => (
  <EmptyState
    title={texts.notFound.title}
    action={<ButtonLink to="/catalog">{texts.notFound.back}</ButtonLink>}
  >
    {texts.notFound.lead}
  </EmptyState>
);
