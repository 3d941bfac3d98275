// Texts in the user's language. Who shows them passes a `t` in; what has none of its own is handed the table.
import { isRecord } from './isRecord';

/**
 * The text in the user's language, with `{0}` and `{1}` filled in: `vscode.l10n.t` in the extension host, one made of
 * the table that the host hands on everywhere else. A function that is handed one calls it `t`: by that name the texts
 * to translate are found.
 */
export type Translate = (text: string, ...values: (string | number)[]) => string;

/** Translations by the text as it stands in the sources. */
export type Texts = Readonly<Record<string, string>>;

/** A table as it came across a border; what is no text is left out. */
export function readTexts(value: unknown): Texts {
  if (!isRecord(value)) return {};
  const known = Object.entries(value).flatMap(([text, said]) =>
    typeof said === 'string' ? [[text, said] as const] : [],
  );
  return Object.fromEntries(known);
}

/** Translates by a table; a text that is not in it stays as it is. */
export function translateBy(texts: Texts): Translate {
  return (text, ...values) => filled(texts[text] ?? text, values);
}

/** What the command line speaks, and programs that read its answers. */
export const inEnglish: Translate = translateBy({});

/** Gaps for which there is no value yet stay. */
export function filled(text: string, values: readonly (string | number)[]): string {
  return text.replaceAll(/\{(\d)\}/g, (gap, place: string) => String(values[Number(place)] ?? gap));
}
