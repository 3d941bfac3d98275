// The language server in a real editor that is not VS Code: Neovim and its built-in client.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { articleBillOfMaterials } from '../support/articleSamples';
import { cliPath } from '../support/runCli';
import { runProgram } from '../support/runProgram';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools, tool } from '../support/tools';

/** The article's sample on fewer lines: beside a character of two UTF-16 units, a comma is missing. */
const pasted = articleBillOfMaterials.replace(
  /"displayName": "Acme CRM",\s*/,
  '"displayName": "Acme 🚀" ',
);

testWithTools(
  ['neovim'],
  'Neovim shows what is wrong, hovers, and applies fixes to the text',
  async () => {
    const seen = await withTemporaryFolder(folder => editInNeovim(folder, pasted));
    const commas = seen.diagnostics.filter(({ code }) => code === 'manifest.missing-comma');
    assert.deepEqual(commas[0], {
      code: 'manifest.missing-comma',
      line: 4,
      before: '    "displayName": "Acme 🚀"',
    });
    assert.match(seen.hover, /Thursday, 23 February 2023/);
    assert.equal(seen.quickFixed, '    "displayName": "Acme 🚀", "id": "-323232"');
    const fixed = JSON.parse(seen.fixed) as { readonly application: unknown };
    assert.deepEqual(fixed.application, { displayName: 'Acme 🚀', id: '-323232' });
    assert.equal(seen.exitCode, 0);
  },
);

interface Seen {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly line: number;
    /** The text of the line before it. */
    readonly before: string;
  }[];
  readonly hover: string;
  /** The line of the missing comma after its quick fix. */
  readonly quickFixed: string;
  /** The text after everything was fixed. */
  readonly fixed: string;
  /** Of the server. */
  readonly exitCode: number;
}

async function editInNeovim(folder: string, text: string): Promise<Seen> {
  const file = path.join(folder, 'billofmaterials.json');
  await writeFile(file, text);
  const script = path.join(__dirname, '../../../test/support/neovimSession.lua');
  const server = [process.execPath, cliPath, 'language-server', '--stdio'];
  const bare = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', file, '-c', `luafile ${script}`];
  const { code, stdout, stderr } = await runProgram(tool('neovim'), bare, {
    cwd: folder,
    // Neovim keeps its log below these.
    env: { PDS_SERVER: JSON.stringify(server), XDG_CACHE_HOME: folder, XDG_STATE_HOME: folder },
  });
  assert.equal(code, 0, `${stdout}\n${stderr}`);
  return JSON.parse(stdout) as Seen;
}
