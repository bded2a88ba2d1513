import { texts } from "../texts/texts.ts";
import { Mark } from "./mark.tsx";

/** The mark and the name of the product. */
export const Brand = () => (
  <>
    <Mark />
    <span>{texts.product}</span>
  </>
);
