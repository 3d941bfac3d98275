// Lets the user choose applications, types and states from native lists: they can be searched, and say how many there are.
import * as vscode from 'vscode';

import { kindWord, sourceName } from '../../shared/listing/listingWords';
import type { ExportChoices } from '../../shared/protocol/exportsTable';
import type { Picked, PickedPart, PickQuestion } from '../../shared/protocol/exportsView';
import { counted, countText } from '../../shared/util/humanText';
import { stateMeaning, stateText } from '../tree/texts';

interface Choice extends vscode.QuickPickItem {
  readonly value: string;
  /** Of the button, where it is the only one. */
  readonly short: string;
}

/** null where the user leaves the list; all of them chosen are none. */
export async function pickFilter(
  choices: ExportChoices,
  { part, chosen }: PickQuestion,
): Promise<Picked | null> {
  const items = itemsOf(choices, part).map(item => ({
    ...item,
    picked: chosen.includes(item.value),
  }));
  const found = await vscode.window.showQuickPick(items, {
    title: titleOf(part),
    placeHolder: vscode.l10n.t('Choose any; none chosen shows all'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!found) return null;
  const isAll = found.length === items.length;
  const values = isAll ? [] : found.map(({ value }) => value);
  const [first] = found;
  const label = first && found.length === 1 ? first.short : manyText(part, found.length);
  return { chosen: values, label };
}

function itemsOf({ sources, kinds, states }: ExportChoices, part: PickedPart): Choice[] {
  switch (part) {
    case 'sources':
      return sources.map(source => {
        const label = sourceName(vscode.l10n.t, source);
        const { key: value, words: detail, count } = source;
        return { value, label, short: label, description: exportsText(count), detail };
      });
    case 'kinds':
      return kinds.map(([kind, count]) => {
        const label = kindWord(vscode.l10n.t, kind);
        return { value: kind, label, short: label, description: exportsText(count) };
      });
    case 'states':
      return states.map(([state, count]) => ({
        ...{ value: state, label: stateText(state), short: stateText(state) },
        description: exportsText(count),
        detail: stateMeaning(state),
      }));
  }
}

function titleOf(part: PickedPart): string {
  const { t } = vscode.l10n;
  switch (part) {
    case 'sources':
      return t('Exports of which applications?');
    case 'kinds':
      return t('Exports of which types?');
    case 'states':
      return t('Exports in which states?');
  }
}

function manyText(part: PickedPart, count: number): string {
  const { t } = vscode.l10n;
  if (part === 'sources') return t('{0} applications', countText(count));
  return part === 'kinds' ? t('{0} types', countText(count)) : t('{0} states', countText(count));
}

function exportsText(count: number): string {
  return counted(count, vscode.l10n.t('{0} export'), vscode.l10n.t('{0} exports'));
}
