/** How the stage shows itself; checked where it is set (`core/stage/brand`). */
export interface PortalBrand {
  name: string;
  /** `#rrggbb`, dark enough for white text on it. */
  color?: string;
  /** A `data:` address, or the path of a file of the portal's own. */
  mark?: string;
  links: readonly { label: string; url: string }[];
}

/** Where the planes and the issuer are. Served next to index.html, so that one build fits every stage. */
export interface PortalConfig {
  controlUrl: string;
  gatewayUrl: string;
  issuer: string;
  clientId: string;
  brand: PortalBrand;
  /** Whether public services are shown to people who have not signed in. */
  publicCatalog: boolean;
}

const NAMES = ["controlUrl", "gatewayUrl", "issuer", "clientId"] as const;
const DEFAULT_NAME = "Latchkey";

/** @throws Error when `/config.json` cannot be read or lacks something: nothing works without it. */
export const loadPortalConfig = async (): Promise<PortalConfig> => {
  const response = await fetch("/config.json", { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}.`);
  return parsePortalConfig(await response.json());
};

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const textIn = (of: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const found = of[name];
  return typeof found === "string" && found !== "" ? found : undefined;
};

export const parsePortalConfig = (value: unknown): PortalConfig => {
  const given = membersOf(value);
  const read = (name: (typeof NAMES)[number]): string => {
    const found = textIn(given, name);
    if (found === undefined) throw new Error(`/config.json lacks ${name}.`);
    return name === "clientId" ? found : found.replace(/\/+$/, "");
  };
  return {
    controlUrl: read("controlUrl"),
    gatewayUrl: read("gatewayUrl"),
    issuer: read("issuer"),
    clientId: read("clientId"),
    brand: brandOf(membersOf(given["brand"])),
    publicCatalog: given["publicCatalog"] === true,
  };
};

/** What makes no sense is left out: a portal without its brand still works. */
const brandOf = (given: Readonly<Record<string, unknown>>): PortalBrand => {
  const color = textIn(given, "color");
  const mark = textIn(given, "mark");
  const links = Array.isArray(given["links"]) ? given["links"].map(membersOf) : [];
  return {
    name: textIn(given, "name") ?? DEFAULT_NAME,
    ...(color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? { color } : {}),
    ...(mark !== undefined && /^(?:data:image\/|\/(?!\/))/.test(mark) ? { mark } : {}),
    links: links.flatMap((link) => {
      const [label, url] = [textIn(link, "label"), textIn(link, "url")];
      return label !== undefined && url !== undefined && /^(?:https:\/\/|mailto:)/.test(url)
        ? [{ label, url }]
        : [];
    }),
  };
};
