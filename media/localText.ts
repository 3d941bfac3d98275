// Texts of web views in the user's language. The host puts the translations into the page.

let bundle: Readonly<Record<string, string>> | undefined;

/** The text in the user's language, with `{0}` and `{1}` filled in. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  bundle ??= readBundle();
  const translated = bundle[text] ?? text;
  return translated.replaceAll(/\{(\d)\}/g, (_, place: string) =>
    String(values[Number(place)] ?? ''),
  );
}

/** Texts that came another way than with the page. */
export function useTexts(texts: Readonly<Record<string, string>>): void {
  bundle = texts;
}

function readBundle(): Readonly<Record<string, string>> {
  const text = document.getElementById('texts')?.textContent ?? '';
  return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
}
