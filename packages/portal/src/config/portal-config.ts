/** Where the planes and the issuer are. Served next to index.html, so that one build fits every stage. */
export interface PortalConfig {
  controlUrl: string;
  gatewayUrl: string;
  issuer: string;
  clientId: string;
}

const NAMES = ["controlUrl", "gatewayUrl", "issuer", "clientId"] as const;

/** @throws Error when `/config.json` cannot be read or lacks something: nothing works without it. */
export const loadPortalConfig = async (): Promise<PortalConfig> => {
  const response = await fetch("/config.json", { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}.`);
  return parsePortalConfig(await response.json());
};

export const parsePortalConfig = (value: unknown): PortalConfig => {
  const given = new Map(Object.entries(typeof value === "object" && value !== null ? value : {}));
  const read = (name: (typeof NAMES)[number]): string => {
    const found: unknown = given.get(name);
    if (typeof found !== "string" || found === "") throw new Error(`/config.json lacks ${name}.`);
    return name === "clientId" ? found : found.replace(/\/+$/, "");
  };
  return {
    controlUrl: read("controlUrl"),
    gatewayUrl: read("gatewayUrl"),
    issuer: read("issuer"),
    clientId: read("clientId"),
  };
};
