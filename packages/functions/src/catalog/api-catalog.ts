import type { Page, PageRequest } from "@latchkey/core/page";
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

type Listed = Pick<Service, "slug" | "name">;

/** A page of the services that anybody may see. */
type ListPublic = (page: PageRequest) => Promise<Page<Listed>>;

/**
 * The API catalogue of a stage (RFC 9727) as a linkset (RFC 9264): each service that anybody may see, with its OpenAPI
 * document and its page. Empty where the stage shows none.
 */
export const apiCatalog = async (listPublic: ListPublic | undefined, origins: Origins) => ({
  linkset: listPublic ? (await everyPublic(listPublic)).map((each) => linksOf(each, origins)) : [],
});

const everyPublic = async (listPublic: ListPublic): Promise<Listed[]> => {
  const services: Listed[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page: Page<Listed> = await listPublic({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    services.push(...page.items);
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  return services;
};

const linksOf = ({ slug, name }: Listed, { controlUrl, gatewayUrl, portalUrl }: Origins) => {
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
