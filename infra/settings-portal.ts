import { BrandColor, BrandLinks, BrandMark, BrandName, DEFAULT_BRAND } from "@latchkey/core/stage/brand";
import { portalBrand } from "@latchkey/functions/routes/portal-brand";
import * as z from "zod/mini";
import { jsonIn, switchIn, textIn, type Variable } from "./settings-environment.ts";

/** How the stage looks to people, and what they see of it before they sign in. */
export const portalFields = {
  /** In the portal, in mails and on the pages behind their links. */
  brandName: BrandName,
  brandColor: z.optional(BrandColor),
  /** Of the portal alone. */
  brandMark: z.optional(BrandMark),
  brandLinks: BrandLinks,
  /** Whether everybody may read the public services of the catalogue without signing in. */
  publicCatalog: z.boolean(),
};
type Portal = z.infer<z.ZodMiniObject<typeof portalFields>>;

export const PORTAL_DEFAULTS = {
  brandName: DEFAULT_BRAND.name,
  brandLinks: [],
  publicCatalog: false,
} satisfies Portal;

export const portalVariables = {
  brandName: textIn("LATCHKEY_BRAND_NAME"),
  brandColor: textIn("LATCHKEY_BRAND_COLOR"),
  brandMark: textIn("LATCHKEY_BRAND_MARK"),
  brandLinks: jsonIn("LATCHKEY_BRAND_LINKS"),
  publicCatalog: switchIn("LATCHKEY_PUBLIC_CATALOG"),
} satisfies Record<keyof typeof portalFields, Variable>;

/** As the functions read them that write to people. */
export const brandEnvironment = ({ brandName, brandColor }: Portal) => ({
  LATCHKEY_BRAND_NAME: brandName,
  ...(brandColor === undefined ? {} : { LATCHKEY_BRAND_COLOR: brandColor }),
});

/** As the portal's `config.json` has them. */
export const brandConfig = ({ brandName, brandColor, brandMark, brandLinks, publicCatalog }: Portal) => ({
  brand: portalBrand({ name: brandName, color: brandColor, mark: brandMark, links: brandLinks }),
  publicCatalog,
});
