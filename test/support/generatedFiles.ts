// The files that are made from the sources and committed all the same, so that people and programs find them.
import { jsonSchemaOf } from '../../shared/manifest/jsonSchema';
import { rulePages } from '../../shared/manifest/rulePages';
import { textMateGrammars } from '../../shared/manifest/textMateGrammar';
import { localizedTexts } from './localizedTexts';
import { packageFile } from './packageFile';

/** Text by path below the repository's root. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const pages = [...rulePages()].map(([name, text]): [string, string] => [
    `docs/rules/${name}`,
    text,
  ]);
  const grammars = [...textMateGrammars()].map(([name, grammar]): [string, string] => [
    `syntaxes/${name}.tmLanguage.json`,
    jsonText(grammar),
  ]);
  return new Map([
    ...pages,
    ...grammars,
    ['package.json', packageFile()],
    ['schemas/exportmanifest.schema.json', jsonText(jsonSchemaOf('exportManifest'))],
    ['schemas/billofmaterials.schema.json', jsonText(jsonSchemaOf('billOfMaterials'))],
    [
      'l10n/bundle.l10n.json',
      jsonText(Object.fromEntries(localizedTexts().map(text => [text, text]))),
    ],
  ]);
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
