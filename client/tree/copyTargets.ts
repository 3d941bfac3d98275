import * as vscode from 'vscode';

import type { App } from '../app';
import { rowsOf } from './rowsOf';

/** Copies one value of each row, one a line; rows that have none are left out. */
export async function copyTargets(
  app: App,
  args: readonly unknown[],
  key: 'location' | 'url' | 'id',
): Promise<void> {
  const values = rowsOf(app, args).flatMap(({ target }) => target[key] ?? []);
  if (values.length > 0) await vscode.env.clipboard.writeText(values.join('\n'));
}
