import { texts } from "../texts/texts.ts";

/** The first thing of a page for keyboards: past the menu. */
export const SkipLink = ({ className }: { className: string | undefined }) => (
  <a href="#main" className={className}>
    {texts.nav.skip}
  </a>
);
