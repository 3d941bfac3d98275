import * as vscode from 'vscode';

import type { Command } from '../command';

/** Rows follow what is typed, but not each key, in milliseconds. */
const pause = 200;

/** Shows only pages, features and track types whose name, group or id holds a text, while it is typed. */
export const filterMatched: Command = {
  id: 'pendoDataSync.filterMatched',
  run({ tree }) {
    const { t } = vscode.l10n;
    const before = tree.filter;
    const input = vscode.window.createInputBox();
    input.title = t('Filter pages, features and track types');
    input.placeholder = t('Part of a name, group or ID');
    input.value = before;
    let timer: NodeJS.Timeout | undefined;
    let accepted = false;
    const apply = (text: string) => {
      clearTimeout(timer);
      return tree.filterBy(text.trim());
    };
    input.onDidChangeValue(text => {
      clearTimeout(timer);
      timer = setTimeout(() => void apply(text), pause);
    });
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      void apply(accepted ? input.value : before);
      input.dispose();
    });
    input.show();
  },
};
