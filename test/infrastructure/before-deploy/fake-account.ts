import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

/** An account as its services would tell of it. */
export interface FakeAccount {
  caller: string;
  concurrency: { limit: number; unreserved: number };
  /** By the name of the function. */
  reserved: Record<string, number>;
  throttle: { rate: number; burst: number };
  ses: { production: boolean; sending: boolean };
  identities: Record<string, boolean>;
  zones: { name: string; isPrivate?: boolean }[];
  /** Actions that IAM does not allow. */
  denied: string[];
  /** Services that answer AccessDenied, by the first word of their requests' scope: `acm/us-east-1`. */
  closed: string[];
}

export const anAccount = (fields: Partial<FakeAccount> = {}): FakeAccount => ({
  caller: "arn:aws:sts::123456789012:assumed-role/Deployer/ann",
  concurrency: { limit: 1000, unreserved: 1000 },
  reserved: {},
  throttle: { rate: 10_000, burst: 5001 },
  ses: { production: true, sending: true },
  identities: {},
  zones: [{ name: "example.com" }],
  denied: [],
  closed: [],
  ...fields,
});

type Answer = [status: number, body: string];

const json = (value: object, status = 200): Answer => [status, JSON.stringify(value)];

/** What an AWS service is called in a signature, with the region: `lambda/eu-central-1`. */
const scopeOf = ({ headers }: IncomingMessage): string => {
  const [, region, service] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  return `${service}/${region}`;
};

const quota = (code: unknown, { rate, burst }: FakeAccount["throttle"]): Answer =>
  json({ Quota: { QuotaCode: code, Value: code === "L-8A5B8E43" ? rate : burst } });

const zonesFrom = (account: FakeAccount, from: string): string =>
  account.zones
    .filter(({ name }) => name === from)
    .map(
      ({ name, isPrivate = false }) =>
        `<HostedZone><Id>/hostedzone/Z1</Id><Name>${name}.</Name><CallerReference>r</CallerReference><Config><PrivateZone>${isPrivate}</PrivateZone></Config></HostedZone>`,
    )
    .join("");

const simulated = (account: FakeAccount, form: URLSearchParams): string =>
  [...form]
    .filter(([name]) => name.startsWith("ActionNames.member."))
    .map(
      ([, action]) =>
        `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>${account.denied.includes(action) ? "implicitDeny" : "allowed"}</EvalDecision></member>`,
    )
    .join("");

const answerOf = (account: FakeAccount, request: IncomingMessage, body: string): Answer => {
  const url = new URL(request.url ?? "", "http://aws");
  const [service] = scopeOf(request).split("/");
  const last = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
  const form = new URLSearchParams(body);
  if (account.closed.includes(scopeOf(request)))
    return json({ __type: "AccessDeniedException", message: "an explicit deny of the organisation" }, 400);
  switch (service) {
    case "sts":
      return [
        200,
        `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${account.caller}</Arn><Account>123456789012</Account><UserId>u</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      ];
    case "iam":
      return [
        200,
        `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>${simulated(account, form)}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
      ];
    case "lambda": {
      if (url.pathname.endsWith("/account-settings")) {
        const { limit, unreserved } = account.concurrency;
        return json({
          AccountLimit: { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved },
        });
      }
      const name = url.pathname.split("/").at(-2) ?? "";
      const held = account.reserved[name];
      return held === undefined
        ? json({ __type: "ResourceNotFoundException", Message: "no function" }, 404)
        : json({ ReservedConcurrentExecutions: held });
    }
    case "servicequotas":
      return quota(JSON.parse(body).QuotaCode, account.throttle);
    case "ses": {
      if (last === "account")
        return json({
          ProductionAccessEnabled: account.ses.production,
          SendingEnabled: account.ses.sending,
          EnforcementStatus: account.ses.sending ? "HEALTHY" : "SHUTDOWN",
        });
      const verified = account.identities[last];
      return verified === undefined
        ? json({ __type: "NotFoundException", message: "no identity" }, 404)
        : json({ VerifiedForSendingStatus: verified });
    }
    case "route53":
      return [
        200,
        `<ListHostedZonesByNameResponse><HostedZones>${zonesFrom(account, url.searchParams.get("dnsname") ?? "")}</HostedZones><IsTruncated>false</IsTruncated><MaxItems>10</MaxItems></ListHostedZonesByNameResponse>`,
      ];
    case "acm":
      return json({ CertificateSummaryList: [] });
    default:
      return json({ __type: "UnknownOperationException" }, 400);
  }
};

/** Every service of an account at one address, told apart by what their requests are signed for. */
export const startFakeAccount = async (account: FakeAccount) => {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    asked.push(`${request.method} ${scopeOf(request)}`);
    const [status, answer] = answerOf(account, request, body);
    response.writeHead(status, {
      "Content-Type": answer.startsWith("<") ? "text/xml" : "application/x-amz-json-1.1",
    });
    response.end(answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${Object(server.address()).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
