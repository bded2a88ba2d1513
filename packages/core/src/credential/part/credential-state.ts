interface Usable {
  status: "enabled" | "disabled";
  expiresAt?: string | undefined;
}

/** Why a credential whose secret is right may not be used at this moment; nothing when it may. */
export const credentialState = (
  { status, expiresAt }: Usable,
  now: number,
): "credential-disabled" | "credential-expired" | undefined => {
  if (status === "disabled") return "credential-disabled";
  return expiresAt !== undefined && Date.parse(expiresAt) <= now ? "credential-expired" : undefined;
};
