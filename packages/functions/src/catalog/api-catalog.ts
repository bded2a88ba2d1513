import type { Page } from "@latchkey/core/page";
import { listPublicCatalog, type PublicReads } from "@latchkey/core/service/public-catalog";
import type { Service } from "@latchkey/core/service/service";
import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";

/** Where the well-known address of RFC 8615 is, on the origin that it is read from. */
const PATH = "/.well-known/api-catalog";
const PROFILE = "https://www.rfc-editor.org/info/rfc9727";
/** RFC 9264, section 5: the profile says what the links are. */
const TYPE = `application/linkset+json; profile="${PROFILE}"`;

/** RFC 9727, section 2: also what `HEAD` answers with. */
export const API_CATALOG_HEADERS = {
  "Content-Type": TYPE,
  Link: `<${PATH}>; rel="api-catalog"; type="application/linkset+json"; profile="${PROFILE}"`,
} as const;

const PAGE = 200;
/** At most so many services are listed, the oldest first. */
const MAX_PAGES = 5;

/** Without slashes at their ends. */
export interface Origins {
  controlUrl: string;
  gatewayUrl: string;
  portalUrl: string;
}

/**
 * The API catalogue of a stage (RFC 9727) as a linkset (RFC 9264): each service that anybody may see, with its OpenAPI
 * document and its page. Empty where the stage shows its catalogue to nobody who has not signed in.
 */
export const apiCatalog = async (reads: PublicReads, origins: Origins) => ({
  linkset: reads.stage.publicCatalog ? (await everyPublic(reads)).map((each) => linksOf(each, origins)) : [],
});

const everyPublic = async (reads: PublicReads): Promise<Service[]> => {
  const services: Service[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page: Page<Service> = await listPublicCatalog(
      reads,
      {},
      { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
    );
    services.push(...page.items);
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  return services;
};

const linksOf = ({ slug, name }: Service, { controlUrl, gatewayUrl, portalUrl }: Origins) => {
  const isManagement = slug === LATCHKEY_SERVICE;
  const [anchor, description, page] = isManagement
    ? [`${controlUrl}/v1/`, `${controlUrl}/v1/openapi.json`, "/help/reference"]
    : [`${gatewayUrl}/${slug}/`, `${controlUrl}/v1/public/catalog/${slug}/openapi.json`, `/catalog/${slug}`];
  return {
    anchor,
    "service-desc": [{ href: description, type: "application/openapi+json" }],
    "service-doc": [{ href: `${portalUrl}${page}`, type: "text/html", title: name }],
  };
};
