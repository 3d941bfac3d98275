// `npm run generate`: what is made from the rules and the schema: docs/rules, schemas/*.schema.json and
// syntaxes/*.tmLanguage.json. Reads the compiled sources in out/; a test holds the committed files against
// the same functions.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const root = path.join(import.meta.dirname, '..');
const { generatedFiles } = require('../out/test/support/generatedFiles.js');

await rm(path.join(root, 'docs/rules'), { recursive: true, force: true });
const files = generatedFiles();
for (const [name, text] of files) {
  const location = path.join(root, name);
  await mkdir(path.dirname(location), { recursive: true });
  await writeFile(location, text);
}
console.log(`${files.size} files written`);
