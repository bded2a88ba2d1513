import type { Brand, BrandLinks } from "@latchkey/core/stage/brand";

/** How the portal shows the stage, as its `config.json` says it. */
export interface PortalBrand extends Brand {
  mark?: string;
  links?: BrandLinks;
}

interface Given {
  name: string;
  color: string | undefined;
  mark: string | undefined;
  links: BrandLinks;
}

/** Without what is not set. */
export const portalBrand = ({ name, color, mark, links }: Given): PortalBrand => ({
  name,
  ...(color === undefined ? {} : { color }),
  ...(mark === undefined ? {} : { mark }),
  ...(links.length === 0 ? {} : { links }),
});
