import * as vscode from 'vscode';

/** The setting by which the user allows assistants to see personal data. */
export const revealSetting = 'pendoDataSync.assistants.revealPersonalData';

/** Whether assistants may see personal data as it is, where they ask for it. */
export function mayReveal(): boolean {
  return vscode.workspace.getConfiguration().get<boolean>(revealSetting, false);
}
