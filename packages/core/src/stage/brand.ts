import * as z from "zod/mini";

/** What a stage is called and looks like to people. */
export interface Brand {
  name: string;
  /** `#rrggbb`, dark enough for white text on it. */
  color?: string;
}

export const DEFAULT_BRAND: Brand = { name: "Latchkey" };

/** WCAG 2.2, 1.4.3: text of any size. */
const LEAST_CONTRAST = 4.5;

/** Relative luminance (WCAG 2.2) of `#rrggbb`, from 0 for black to 1 for white. */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** From 1 for white on white to 21 for white on black. */
export const contrastWithWhite = (color: string): number => 1.05 / (luminance(color) + 0.05);

/** Words without what a mail's header, a page's title or an address could be broken with. */
export const BrandName = z
  .string()
  .check(z.regex(/^(?! )[^\p{C}\p{Zl}\p{Zp}"<>\\]{1,40}(?<! )$/u, '1 to 40 letters, without ", <, > and \\'));

export const BrandColor = z.string().check(
  z.regex(/^#[0-9a-f]{6}$/i, { error: "a colour like #0b5f63", abort: true }),
  z.refine((color) => contrastWithWhite(color) >= LEAST_CONTRAST, {
    error: ({ input }) =>
      `white text on it has a contrast of ${contrastWithWhite(String(input)).toFixed(2)} to 1, and needs ${LEAST_CONTRAST}: choose a darker colour`,
  }),
);

/** 24 KB as base64: a mark is part of the portal's `config.json`, which is read before anything is shown. */
const MAX_MARK = 32 * 1024;

/** A drawing in the address itself, or a file of the portal's own. Nothing is fetched from elsewhere. */
export const BrandMark = z
  .string()
  .check(
    z.maxLength(MAX_MARK, "at most 32 KB"),
    z.regex(
      /^(?:data:image\/(?:svg\+xml|png);base64,[A-Za-z0-9+/]+={0,2}|\/(?!\/)(?:(?!\.\.)[A-Za-z0-9._/-]){1,200}\.(?:svg|png))$/,
      "data:image/svg+xml;base64,… or data:image/png;base64,…, or a path on the portal's own address that ends in .svg or .png",
    ),
  );

export const BrandLinks = z
  .array(
    z.strictObject({
      label: BrandName,
      url: z.string().check(
        z.maxLength(500),
        z.refine(
          (url) => /^(?:https:\/\/|mailto:)/.test(url) && URL.canParse(url),
          "an https or mailto address",
        ),
      ),
    }),
  )
  .check(z.maxLength(6, "at most 6 links"));
export type BrandLinks = z.infer<typeof BrandLinks>;
