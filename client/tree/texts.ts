// Words that several rows share. Names before ids, a state is a sign and a word, numbers are grouped, days are UTC.
import * as vscode from 'vscode';

import * as words from '../../shared/listing/listingWords';
import * as plan from '../../shared/plan/planWords';
import type { LoadState } from '../../shared/plan/states';
import type { SliceKind } from '../../shared/plan/slice';
import { counted, countText } from '../../shared/util/humanText';
import { dayLabel } from '../../shared/util/dayLabel';

/** `● new`. */
export const stateText = (state: LoadState): string => words.stateText(vscode.l10n.t, state);

/** The word alone, as a screen reader says it. */
export const stateWord = (state: LoadState): string => words.stateWord(vscode.l10n.t, state);

/** What the state means, as a sentence. */
export const stateMeaning = (state: LoadState): string => words.stateMeaning(vscode.l10n.t, state);

export function eventsText(count: number): string {
  return counted(count, vscode.l10n.t('{0} event'), vscode.l10n.t('{0} events'));
}

export function daysText(count: number): string {
  return counted(count, vscode.l10n.t('{0} day'), vscode.l10n.t('{0} days'));
}

export function toSyncText(count: number): string {
  return vscode.l10n.t('{0} to sync', countText(count));
}

/** `Wed 22 Feb`; with the year where that of the day beside it is another, or there is none. */
export function dayOf(periodId: string, beside: string | null = null): string {
  return dayLabel(periodId, beside ?? '', vscode.env.language);
}

/** What the table of a slice is called. */
export const sliceName = (kind: SliceKind): string => plan.sliceName(vscode.l10n.t, kind);

/** Parts that are there, with a middle dot between them. */
export function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join(' · ');
}

/** A line of a hover; what has an end of its own, an id or a path, is code. */
export type Detail = readonly [
  name: string,
  value: string | null | undefined,
  form?: 'code' | undefined,
];

/** A hover: a title, sentences, and a table of names and values. */
export function details(
  title: string,
  sentences: readonly string[],
  values: readonly Detail[],
): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(undefined, true);
  // Not appendText: its hard spaces let lines break inside words.
  markdown.appendMarkdown(`**${escaped(title)}**`);
  for (const sentence of sentences) markdown.appendMarkdown(`\n\n${escaped(sentence)}`);
  const known = values.flatMap(([name, value, form]): Detail[] => {
    return value === null || value === undefined || value === '' ? [] : [[name, value, form]];
  });
  const rows = known
    .filter(detail => !isWide(detail))
    .map(detail => `\n| ${cells(detail, ' | ')} |`);
  if (rows.length > 0) markdown.appendMarkdown(`\n\n| | |\n|:--|:--|${rows.join('')}`);
  for (const detail of known.filter(isWide))
    markdown.appendMarkdown(`\n\n${cells(detail, '  \n')}`);
  return markdown;
}

/** A URL or path would stretch the table. */
function isWide([, value]: Detail): boolean {
  return (value ?? '').length > 50;
}

function cells([name, value, form]: Detail, between: string): string {
  const text = value ?? '';
  const shown = form === 'code' ? `\`${text.replace(/[`|\r\n]/g, ' ')}\`` : escaped(text);
  return escaped(name).replaceAll(' ', '&nbsp;') + between + shown;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>&]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
