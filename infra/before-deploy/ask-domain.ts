import { ListCertificatesCommand } from "@aws-sdk/client-acm";
import { ListHostedZonesByNameCommand } from "@aws-sdk/client-route-53";
import type { Settings } from "../settings-groups.ts";
import { CLOUDFRONT_REGION, type Clients } from "./clients.ts";
import { type Finding, ok, refused } from "./finding.ts";

/** Whether the domain's zone is in this account, and whether certificates can be had where they are needed. */
export const askDomain = async (
  { route53, acm, acmOfCloudFront }: Pick<Clients, "route53" | "acm" | "acmOfCloudFront">,
  { domain, region }: Settings,
): Promise<Finding[]> =>
  domain === undefined
    ? [ok("the domain", "None is set: the addresses are AWS's.")]
    : [
        await askZone(route53, domain),
        await askCertificates(acm, region),
        await askCertificates(acmOfCloudFront, CLOUDFRONT_REGION),
      ];

const askZone = async (route53: Clients["route53"], domain: string): Promise<Finding> => {
  for (const name of parentsOf(domain)) {
    const { HostedZones = [] } = await route53.send(
      new ListHostedZonesByNameCommand({ DNSName: name, MaxItems: 10 }),
    );
    const zone = HostedZones.find(({ Name, Config }) => Name === `${name}.` && !Config?.PrivateZone);
    if (zone) return ok("the domain's zone", `${domain} is in the zone ${name}.`);
  }
  return refused(
    "the domain's zone",
    `No public zone of ${domain} is in this account.`,
    "Create it in Route 53 and delegate it, or leave domain unset.",
  );
};

/** `a.example.com` → `a.example.com`, `example.com`: a zone of a top-level domain is not looked for. */
const parentsOf = (domain: string): string[] => {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
};

const askCertificates = async (acm: Clients["acm"], region: string): Promise<Finding> => {
  const about = `certificates, ${region}`;
  try {
    await acm.send(new ListCertificatesCommand({ MaxItems: 1 }));
    return ok(about, "ACM answers.");
  } catch (error) {
    return refused(
      about,
      `ACM does not answer: ${error instanceof Error ? error.message : String(error)}`,
      region === CLOUDFRONT_REGION
        ? "CloudFront takes the portal's certificate from there only: have the account's policies allow ACM in it, or leave domain unset."
        : "Have the account's policies allow ACM in it, or leave domain unset.",
    );
  }
};
