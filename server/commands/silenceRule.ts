// Turns a rule off in the settings file of a folder, by an edit that the client makes.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command, WorkspaceEdit } from 'vscode-languageserver';

import { DataSyncError } from '../../shared/errors';
import { LineIndex } from '../../shared/json/lineIndex';
import { parseRuleSettings, ruleSettingsFile } from '../../shared/manifest/ruleSettings';
import { isRecord } from '../../shared/util/isRecord';
import type { Translate } from '../../shared/util/translate';
import type { FeatureContext } from '../feature';
import { pathOfUri, uriOfPath } from '../fileUri';
import { changedPart } from '../language/changedPart';
import type { ServerCommand } from './command';

const name = 'pendoDataSync.silenceRule';

/** Writes `off` for a rule into the nearest settings file, or into a new one. */
export function createSilenceRuleCommand(context: FeatureContext): ServerCommand {
  return {
    name,
    async run([uri, code], { connection }) {
      if (typeof uri !== 'string' || typeof code !== 'string') return;
      try {
        const { client, workspace } = context;
        const file = await settingsFileFor(uri, workspace.folders());
        if (!client.appliesEdits || (file.text === undefined && !client.createsFiles)) {
          throw new DataSyncError('server.cannot-edit', byHand(file.path, code));
        }
        const edit = silencingEdit(file, code);
        const { applied } = await connection.workspace.applyEdit({
          label: titleOf(client.t, code),
          edit,
        });
        if (!applied) throw new DataSyncError('server.cannot-edit', byHand(file.path, code));
      } catch (error) {
        if (!(error instanceof DataSyncError)) throw error;
        context.warn(error.message);
      }
    },
  };
}

/** The command that silences a rule for the folder of a document. */
export function silenceRule(t: Translate, uri: string, code: string): Command {
  return { title: titleOf(t, code), command: name, arguments: [uri, code] };
}

function titleOf(t: Translate, code: string): string {
  return t('Silence {0} in {1}', code, ruleSettingsFile);
}

function byHand(location: string, code: string): string {
  return `this editor cannot make the edit; write {"rules": {"${code}": "off"}} into ${location}`;
}

interface SettingsFile {
  readonly path: string;
  /** Undefined: there is no such file yet. */
  readonly text: string | undefined;
}

/** The nearest from the document's folder upwards; else a new one at the top of the workspace. */
async function settingsFileFor(uri: string, folders: readonly string[]): Promise<SettingsFile> {
  const location = pathOfUri(uri);
  const top = folders.find(folder => location?.startsWith(folder + path.sep)) ?? folders[0];
  const start = location === undefined ? top : path.dirname(location);
  if (start === undefined) {
    const message = `save the document first: its folder is where ${ruleSettingsFile} lies`;
    throw new DataSyncError('server.cannot-edit', message);
  }
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, ruleSettingsFile);
    const text = await readIfThere(file);
    if (text !== undefined) return { path: file, text };
    if (path.dirname(folder) === folder) break;
  }
  return { path: path.join(top ?? start, ruleSettingsFile), text: undefined };
}

async function readIfThere(location: string): Promise<string | undefined> {
  try {
    return await readFile(location, 'utf8');
  } catch {
    // Whatever cannot be read holds no settings for the rules either.
    return undefined;
  }
}

function silencingEdit({ path: location, text }: SettingsFile, code: string): WorkspaceEdit {
  const uri = uriOfPath(location);
  const before = text ?? '';
  const change = changedPart(before, silenced(before, location, code));
  const lines = new LineIndex(before);
  const at = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return { line: line - 1, character: column - 1 };
  };
  const edits = change
    ? [{ range: { start: at(change.start), end: at(change.end) }, newText: change.newText }]
    : [];
  if (text !== undefined) return { changes: { [uri]: edits } };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits },
    ],
  };
}

/** The settings with the rule off; settings that are wrong throw `manifest.bad-settings`. */
function silenced(text: string, location: string, code: string): string {
  const isBlank = text.trim() === '';
  if (!isBlank) parseRuleSettings(text, location);
  const settings: unknown = isBlank ? {} : JSON.parse(text);
  const known = isRecord(settings) ? settings : {};
  const rules = isRecord(known.rules) ? known.rules : {};
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  return `${JSON.stringify({ ...known, rules: { ...rules, [code]: 'off' } }, null, indent)}\n`;
}
