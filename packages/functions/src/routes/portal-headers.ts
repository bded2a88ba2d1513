/** Where the portal may send requests to, besides its own origin. */
export interface PortalTargets {
  controlUrl: string;
  gatewayUrl: string;
  issuer: string;
  /** Further origins that the issuer answers at: Cognito's tokens come from another one than its name says. */
  issuerOrigins?: readonly string[];
}

/**
 * The headers of every answer of the portal. No inline script or style, no plug-in, no frame, no string that becomes
 * a script (`require-trusted-types-for`): what a stored text smuggles in, the browser does not run.
 */
export const portalHeaders = ({ controlUrl, gatewayUrl, issuer, issuerOrigins = [] }: PortalTargets) => {
  const targets = new Set(
    [controlUrl, gatewayUrl, issuer, ...issuerOrigins].map((url) => new URL(url).origin),
  );
  return {
    "Content-Security-Policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ${[...targets].join(" ")}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  };
};

/** How long a browser may keep each of the portal's files; the hashed ones never change. */
export const PORTAL_CACHING = {
  /** A folder of the build, whose files are named after what is in them. */
  immutableFolder: "assets",
  immutable: "public, max-age=31536000, immutable",
  /** Everything else is asked for again each time. */
  other: "no-cache",
} as const;
