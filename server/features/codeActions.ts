import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type TextEdit,
} from 'vscode-languageserver';

import type { Finding } from '../../shared/manifest/rule';
import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';
import { changedPart } from '../language/changedPart';
import { diagnosticOf } from '../language/diagnosticOf';
import type { OpenManifest } from '../openManifest';
import { rangeOf } from '../ranges';

const fixAllKind = `${CodeActionKind.SourceFixAll}.pendo-data-sync`;

/** Unasked, all fixes of larger texts are not worked out: it takes as long as several checks. */
const unaskedLimit = 2_000_000;

/** textDocument/codeAction: fixes of form, one by one and all at once; facts are never edited. */
export function createCodeActionsFeature(context: FeatureContext): Feature {
  return {
    capabilities: {
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    },
    register(connection) {
      connection.onCodeAction((params, token) => {
        const open = manifestOf(context, params.textDocument);
        if (!open) return null;
        const { start, end } = params.range;
        const range = { start: open.document.offsetAt(start), end: open.document.offsetAt(end) };
        return answer(token, signal =>
          actionsAt(context, open.manifest, { params, range, signal }),
        );
      });
    },
  };
}

interface Asked {
  readonly params: CodeActionParams;
  /** Offsets. */
  readonly range: { readonly start: number; readonly end: number };
  readonly signal: AbortSignal;
}

async function actionsAt(
  context: FeatureContext,
  manifest: OpenManifest,
  { params, range, signal }: Asked,
): Promise<CodeAction[]> {
  const findings = await context.service.findings(manifest, signal);
  const fixable = findings.filter(({ fix }) => fix !== undefined);
  if (fixable.length === 0) return [];
  const touched = fixable.filter(({ start, end }) => start <= range.end && range.start <= end);
  const quickFixes = wants(params, CodeActionKind.QuickFix)
    ? touched.map(finding => quickFix(context, manifest, finding))
    : [];
  return [...quickFixes, ...(await fixAllAction(context, manifest, params, signal))];
}

function quickFix(
  { rulePage }: FeatureContext,
  manifest: OpenManifest,
  finding: Finding,
): CodeAction {
  const edits = (finding.fix?.edits ?? []).map(edit => ({
    range: rangeOf(manifest.json, edit),
    newText: edit.newText,
  }));
  return {
    title: finding.fix?.title ?? '',
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, manifest, rulePage)],
    isPreferred: true,
    ...editOf(manifest, edits),
  };
}

async function fixAllAction(
  { service }: FeatureContext,
  manifest: OpenManifest,
  params: CodeActionParams,
  signal: AbortSignal,
): Promise<CodeAction[]> {
  const isAsked = params.context.only !== undefined;
  const { text } = manifest.json;
  if (!wants(params, fixAllKind) || (!isAsked && text.length > unaskedLimit)) return [];
  const change = changedPart(text, await service.fixedText(manifest, signal));
  if (!change) return [];
  const edit = { range: rangeOf(manifest.json, change), newText: change.newText };
  const title = 'Fix the form of everything in this file';
  return [{ title, kind: fixAllKind, ...editOf(manifest, [edit]) }];
}

/** The client asked for actions of this kind, or for all. */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  return only === undefined || only.some(asked => kind === asked || kind.startsWith(`${asked}.`));
}

function editOf({ uri }: OpenManifest, edits: TextEdit[]): Pick<CodeAction, 'edit'> {
  return { edit: { changes: { [uri]: edits } } };
}
