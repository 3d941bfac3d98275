// Runs inside the extension host: what a chat of the editor sees of the tools for assistants, and gets from them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { until } from '../support/until';

const prefix = 'pendo-data-sync_';

/** Before anything else has woken the extension. */
export async function assistantsAreAnswered(): Promise<void> {
  const extension = vscode.extensions.getExtension<unknown>('data-sync-explorer.pendo-data-sync');
  assert.ok(extension, 'the extension is there');
  const { languageModelTools } = contributesOf(extension.packageJSON);
  const names = languageModelTools.map(({ name }) => name);
  const listed = vscode.lm.tools.map(({ name }) => name);
  assert.deepEqual(
    names.filter(name => !listed.includes(name)),
    [],
  );
  await theyAnswer();
  await theySayWhatIsWrong();
  await aQueryIsMasked();
  await extension.activate();
  await theServerStarts();
}

async function theyAnswer(): Promise<void> {
  const [destination] = jsonOf(await invoke('listDestinations'), 'destinations');
  assert.ok(destination);
  const exports = jsonOf(await invoke('listExports', { limit: 3 }), 'exports');
  assert.deepEqual(
    exports.map(each => each['state']),
    ['synced', 'synced', 'synced'],
  );
  const { application } = exports[0] ?? {};
  assert.match(await invoke('planSync', { application }), /^Nothing to do/);
  assert.match(await invoke('explainManifest', { application }), /"newest":"Export \d+/);
}

async function theySayWhatIsWrong(): Promise<void> {
  await assert.rejects(
    invoke('listExports', { destination: 'x' }),
    /assistant\.unknown-destination/,
  );
  await assert.rejects(invoke('listExports', { application: '77' }), /plan\.unknown-selection/);
}

/** In tests nobody is asked first: VS Code takes it for said. */
async function aQueryIsMasked(): Promise<void> {
  const [database] = jsonOf(await invoke('describeDatabase'), 'databases');
  const sql = 'SELECT visitorId FROM ALLEVENTS LIMIT 1';
  const answer = await invoke('queryDatabase', { application: database?.['application'], sql });
  assert.match(answer, /"rows":\[\["masked-[0-9a-f]{12}"\]\]/);
}

/** VS Code's own client of the Model Context Protocol starts the command line, and lists what it serves. */
async function theServerStarts(): Promise<void> {
  const options = { autoTrustChanges: true, waitForLiveTools: true };
  await vscode.commands.executeCommand('workbench.mcp.startServer', '*', options);
  const served = () => vscode.lm.tools.filter(({ name }) => /^mcp_.*_?listExports$/.test(name));
  await until('the tools of the server', () => served().length > 0);
  const answer = await vscode.lm.invokeTool(served()[0]?.name ?? '', {
    input: { limit: 1 },
    toolInvocationToken: undefined,
  });
  assert.match(JSON.stringify(answer.content), /synced/);
}

async function invoke(name: string, input: object = {}): Promise<string> {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(`${prefix}${name}`, options);
  return content
    .map(part => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}

type Item = Readonly<Record<string, unknown>>;

function jsonOf(text: string, key: string): readonly Item[] {
  return (JSON.parse(text) as Readonly<Record<string, readonly Item[]>>)[key] ?? [];
}

function contributesOf(manifest: unknown) {
  return (
    manifest as {
      readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
    }
  ).contributes;
}
