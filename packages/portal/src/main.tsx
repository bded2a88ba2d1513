import "./theme/fonts.css";
import "./splash.css";
import { chosenLanguage, LANGUAGES, rememberedLanguage, speak } from "./texts/language.ts";

/** A page in the background is not painted, and does not wait for it. */
const LONGEST_WAIT_MS = 200;

/** The portal's script is long: the static text of the page is painted before it runs. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST_WAIT_MS);
  });

const begin = async (root: HTMLElement): Promise<void> => {
  try {
    const language = chosenLanguage(rememberedLanguage(), navigator.languages);
    const line = root.querySelector(".splash-line");
    if (line) line.textContent = LANGUAGES[language].headline;
    await Promise.all([painted(), speak(language)]);
    const { start } = await import("./app.tsx");
    await start(root);
  } catch (error) {
    root.textContent = error instanceof Error ? error.message : String(error);
  }
};

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root.");
void begin(root);
