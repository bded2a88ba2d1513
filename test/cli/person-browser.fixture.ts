/** A browser that keeps cookies and follows redirects to their end. */
const openBrowser = () => {
  const cookies = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>): Promise<{ at: string; text: string }> => {
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
    return location === null ? { at: url, text: await response.text() } : visit(new URL(location, url).href);
  };
  return visit;
};

/** Signs a person in at the address that a program shows. Answers the page that the browser ends at. */
export const signInAt = async (address: string, email: string): Promise<string> => {
  const visit = openBrowser();
  const form = await visit(address);
  return (await visit(form.at, { email })).text;
};

/** The address that a program shows on one of its streams. */
export const shownAddress = (
  stream: NodeJS.ReadableStream,
  ended: Promise<{ told: string }>,
): Promise<string> =>
  new Promise((resolve, reject) => {
    let told = "";
    stream.on("data", (text: Buffer) => {
      told += text.toString();
      const found = /Sign in at: (\S+)\n/.exec(told)?.[1];
      if (found) resolve(found);
    });
    ended.then((run) => reject(new Error(run.told)), reject);
  });
