// Texts of web views in the user's language. The host puts the translations into the page.
import { translateBy, type Texts, type Translate } from '../shared/util/translate';

let translate: Translate | undefined;

/** The text in the user's language, with `{0}` and `{1}` filled in. */
export const t: Translate = (text, ...values) => {
  translate ??= translateBy(readBundle());
  return translate(text, ...values);
};

/** Texts that came another way than with the page. */
export function useTexts(texts: Texts): void {
  translate = translateBy(texts);
}

function readBundle(): Texts {
  const text = document.getElementById('texts')?.textContent ?? '';
  return text === '' ? {} : (JSON.parse(text) as Texts);
}
