import { cookieBrowser } from "@latchkey/local/issuer/cookie-browser.fixture";

/** Signs a person in at the address that a program shows. Answers the page that the browser ends at. */
export const signInAt = async (address: string, email: string): Promise<string> => {
  const visit = cookieBrowser();
  const form = await visit(address);
  return (await visit(form.at, { email })).text();
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
