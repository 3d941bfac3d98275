// What assistants in the editor are offered; what the tools do is read with the first call.
import * as vscode from 'vscode';

import type { App } from '../app';
import type { EditorTools } from './editorTools';
import { hasApi } from './hasApi';
import { registerMcpServer } from './registerMcpServer';
import { toolNames, toolPrefix, type ToolName } from './toolNames';

type Parts = Pick<App, 'context' | 'database' | 'destinations'>;

/** Offers the tools, and a server with the same, as soon as the workspace is trusted, where the editor knows of such. */
export function registerAssistant(parts: Parts): vscode.Disposable {
  const offered: vscode.Disposable[] = [];
  const offer = (): void => {
    if (hasApi(vscode, 'lm', 'registerTool')) offered.push(...registerTools(parts));
    if (hasApi(vscode, 'lm', 'registerMcpServerDefinitionProvider'))
      offered.push(registerMcpServer(parts));
  };
  if (vscode.workspace.isTrusted) offer();
  else offered.push(vscode.workspace.onDidGrantWorkspaceTrust(offer));
  return new vscode.Disposable(() => offered.forEach(each => void each.dispose()));
}

function registerTools(parts: Parts): vscode.Disposable[] {
  let loading: Promise<EditorTools> | undefined;
  const load = (): Promise<EditorTools> =>
    (loading ??= import('./editorTools').then(
      ({ EditorTools: Tools }) => new Tools(parts.database, parts.destinations),
    ));
  const toolOf = (name: ToolName): vscode.LanguageModelTool<object> => ({
    prepareInvocation: async ({ input }) => (await load()).prepare(name, input),
    invoke: async ({ input }, token) => (await load()).invoke(name, input, token),
  });
  return toolNames.map(name => vscode.lm.registerTool(`${toolPrefix}${name}`, toolOf(name)));
}
