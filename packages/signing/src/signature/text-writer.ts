import type { SignedText } from "./signed-text.ts";

/** Writes a text piece by piece; one place may be left open. */
export class TextWriter {
  #before: string | undefined;
  #text = "";

  write(piece: string): void {
    this.#text += piece;
  }

  /** Leaves the place for the Content-Length, in decimal. */
  leaveContentLength(): void {
    this.#before = this.#text;
    this.#text = "";
  }

  get text(): SignedText {
    return this.#before === undefined ? [this.#text] : [this.#before, this.#text];
  }
}

/** The text with the Content-Length filled in where it is open. */
export const fillText = (text: SignedText, contentLength: number): string =>
  text.length === 1 ? text[0] : text[0] + contentLength + text[1];
