// Runs inside the extension host of a workspace that nobody trusts: assistants are offered nothing.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The workspace is a folder that waits for trust. */
export async function run(): Promise<void> {
  assert.equal(vscode.workspace.isTrusted, false);
  const extension = vscode.extensions.getExtension<unknown>('data-sync-explorer.pendo-data-sync');
  await extension?.activate();
  // The list that extensions see holds what packages name; chats are offered what `when` lets through, and nobody answers.
  const options = { input: {}, toolInvocationToken: undefined };
  const answer = vscode.lm.invokeTool('pendo-data-sync_listDestinations', options);
  await assert.rejects(Promise.resolve(answer), /no implementation|not (have|found)|does not/i);
}
