// What package.json tells VS Code of languages.
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface ManifestLanguage {
  readonly id: string;
  readonly filenames: readonly string[];
  readonly filenamePatterns: readonly string[];
  readonly configuration: string;
}

interface Contributions {
  readonly languages: readonly (ManifestLanguage | { readonly id: string })[];
  readonly grammars: readonly {
    /** Absent for a grammar that others include. */
    readonly language?: string;
    readonly scopeName: string;
    readonly path: string;
  }[];
}

/** A path of package.json, from the repository's root. */
export function repositoryPath(name: string): string {
  return path.join(__dirname, '../../..', name);
}

/** Its `contributes`, as far as tests look at it. */
export const contributions: Contributions = (
  JSON.parse(readFileSync(repositoryPath('package.json'), 'utf8')) as {
    readonly contributes: Contributions;
  }
).contributes;

/** The languages of the files that Pendo writes: known by their names. */
export const manifestLanguages: readonly ManifestLanguage[] = contributions.languages.filter(
  language => 'filenames' in language,
);
