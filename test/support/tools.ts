// Programs of other people that tests compare with. test/tools/install.mjs puts them in place and
// records them in out/tools.json.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';

/** chdb, azurite: the folder of the npm module. The others: programs. `python3` has avro, snappy and zstandard. */
export type ToolName =
  'chdb' | 'azurite' | 'ceph' | 'node24' | 'sqlite3' | 'python3' | 'neovim' | 'chromium' | 'vscode';

type ToolRecord = Readonly<Record<string, { readonly path?: string; readonly missing?: string }>>;

const recordFile = path.join(__dirname, '../../tools.json');

/** Path of a tool; throws where it is missing. Use it inside `testWithTools`. */
export function tool(name: ToolName): string {
  const found = readRecord()[name]?.path;
  assert.ok(found, `${name} is missing: ${reasonFor(name)}`);
  return found;
}

/**
 * A test that needs tools. Where one is missing, it says what is left out;
 * under CI=true it fails instead, so that nothing is left out unseen.
 */
export function testWithTools(
  names: readonly ToolName[],
  title: string,
  body: () => Promise<void> | void,
): void {
  const missing = names.filter(name => readRecord()[name]?.path === undefined);
  const [first] = missing;
  if (first === undefined) test(title, names.includes('vscode') ? twice(body) : body);
  else if (process.env['CI'] === 'true') {
    test(title, () => assert.fail(`${first} is missing: ${reasonFor(first)}`));
  } else console.error(`left out: "${title}" needs ${first}: ${reasonFor(first)}`);
}

/**
 * A workbench driven by clicks is at the mercy of the machine: a dialog, a late menu, a row that moves. What fails is
 * tried once more in a new one, and said to have been; what is wrong fails again.
 */
function twice(body: () => Promise<void> | void): (context: TestContext) => Promise<void> {
  return async context => {
    try {
      await body();
    } catch (error) {
      context.diagnostic(
        `tried again, after: ${error instanceof Error ? error.message : 'no error'}`,
      );
      await body();
    }
  };
}

function reasonFor(name: ToolName): string {
  return readRecord()[name]?.missing ?? 'run node test/tools/install.mjs';
}

function readRecord(): ToolRecord {
  if (!existsSync(recordFile)) return {};
  return JSON.parse(readFileSync(recordFile, 'utf8')) as ToolRecord;
}
