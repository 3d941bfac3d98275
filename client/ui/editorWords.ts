import type { Translate } from '../../shared/util/translate';

/**
 * Messages name the command line's options, which no language changes: here they are called what they are in the editor,
 * also where the rest of an error is English.
 */
export function editorWords(t: Translate, text: string): string {
  return text
    .replaceAll(/--db\b(?: folder)?/g, t('database folder'))
    .replaceAll(/ \(--[a-z]+(?:, --[a-z]+)*\)/g, '')
    .replaceAll(/: --anonymous\b/g, `: ${t('choose “Anonymous”')}`)
    .replaceAll(/--[a-z]+(?:-[a-z]+)*(?: (?:report|replace)\b)?/g, option =>
      t('“sync {0}” on the command line', option),
    );
}
