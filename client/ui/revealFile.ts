import * as vscode from 'vscode';

/** Shows a file or folder in the system's file manager, or in the explorer where there is none. */
export async function revealFile(file: string): Promise<unknown> {
  const uri = vscode.Uri.file(file);
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  if (isDesktop) return vscode.commands.executeCommand('revealFileInOS', uri);
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    return vscode.commands.executeCommand('revealInExplorer', uri);
  }
  const { t } = vscode.l10n;
  const copy = t('Copy path');
  const chosen = await vscode.window.showInformationMessage(
    t('{0} lies outside of the workspace, on the machine that VS Code is connected to.', file),
    copy,
  );
  if (chosen === copy) await vscode.env.clipboard.writeText(file);
  return undefined;
}
