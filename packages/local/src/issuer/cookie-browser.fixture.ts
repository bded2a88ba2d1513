/** Visits an address, or sends it a form. Answers with what the last redirect has led to. */
export type Visit = (url: string, form?: Record<string, string>) => Promise<Response & { at: string }>;

/** A browser: keeps cookies, follows redirects. @param isEnd of an address that is not asked for */
export const cookieBrowser = (isEnd: (url: string) => boolean = () => false): Visit => {
  const cookies = new Map<string, string>();
  const visit: Visit = async (url, form) => {
    if (isEnd(url)) return Object.assign(new Response(null), { at: url });
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get("location");
    return location === null ? Object.assign(response, { at: url }) : visit(new URL(location, url).href);
  };
  return visit;
};
