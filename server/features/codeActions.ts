import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Command,
} from 'vscode-languageserver';

import type { ManifestFacts } from '../../shared/manifest/facts';
import type { Finding, RuleCode } from '../../shared/manifest/rule';
import { isRecord } from '../../shared/util/isRecord';
import { showEvidence } from '../commands/showEvidence';
import { silenceRule } from '../commands/silenceRule';
import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { changedPart } from '../language/changedPart';
import { diagnosticOf } from '../language/diagnosticOf';
import { evidenceOf } from '../language/evidenceOf';
import type { OpenManifest } from '../openManifest';

const fixAllKind = `${CodeActionKind.SourceFixAll}.pendo-data-sync`;

/** Unasked, all fixes of larger texts are not worked out: it takes as long as several checks. */
const unaskedLimit = 2_000_000;

/** Findings that actions are offered for: of a whole text they would fill pages. */
const touchedLimit = 50;

/** textDocument/codeAction: form is mended, facts are shown with their evidence, rules are silenced. */
export function createCodeActionsFeature(context: FeatureContext): Feature {
  return {
    capabilities: {
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
        resolveProvider: true,
      },
    },
    register(connection) {
      connection.onCodeAction((params, token) =>
        answerAbout(context, params, token, (manifest, signal) => {
          const { start, end } = params.range;
          const range = { start: manifest.offsetAt(start), end: manifest.offsetAt(end) };
          return new Actions(context, manifest, params, signal).at(range);
        }),
      );
      connection.onCodeActionResolve(async (action, token) => {
        const wanted = wantedFixes(action);
        if (!wanted) return action;
        const resolved = await answerAbout(
          context,
          { textDocument: wanted },
          token,
          async (manifest, signal) => ({
            ...action,
            ...(await fixesOf(context, manifest, wanted.code, signal)),
          }),
        );
        return resolved ?? action;
      });
    },
  };
}

/** What an action asks for whose edit is worked out when it is chosen. */
interface WantedFixes {
  readonly uri: string;
  /** Default: of every rule. */
  readonly code?: RuleCode;
}

function wantedFixes({ data }: CodeAction): WantedFixes | undefined {
  const wanted: unknown = data;
  if (!isRecord(wanted) || typeof wanted.uri !== 'string') return undefined;
  return isRuleCode(wanted.code) ? { uri: wanted.uri, code: wanted.code } : { uri: wanted.uri };
}

function isRuleCode(value: unknown): value is RuleCode {
  return typeof value === 'string' && value.startsWith('manifest.');
}

class Actions {
  constructor(
    private readonly context: FeatureContext,
    private readonly manifest: OpenManifest,
    private readonly params: CodeActionParams,
    private readonly signal: AbortSignal,
  ) {}

  async at(range: { readonly start: number; readonly end: number }): Promise<CodeAction[]> {
    const { findings, facts } = await this.context.service.check(this.manifest, this.signal);
    const touched = findings
      .filter(({ start, end }) => start <= range.end && range.start <= end)
      .slice(0, touchedLimit);
    const mendable = findings.filter(({ fix }) => fix !== undefined);
    const actions: CodeAction[] = [];
    if (this.#wants(CodeActionKind.QuickFix)) {
      for (const finding of touched) if (finding.fix) actions.push(this.#quickFix(finding));
      actions.push(...(await this.#fixesOfKinds(touched, mendable)));
      for (const finding of touched) actions.push(...(await this.#evidence(finding, facts)));
      for (const code of new Set(touched.map(finding => finding.code))) {
        actions.push(this.#silence(code, touched));
      }
    }
    if (mendable.length > 0 && this.#wants(fixAllKind)) actions.push(...(await this.#fixAll()));
    return actions;
  }

  #quickFix(finding: Finding): CodeAction {
    const edits = (finding.fix?.edits ?? []).map(edit => ({
      range: this.manifest.rangeOf(edit),
      newText: edit.newText,
    }));
    return {
      title: finding.fix?.title ?? '',
      kind: CodeActionKind.QuickFix,
      diagnostics: [this.#diagnostic(finding)],
      isPreferred: true,
      edit: { changes: { [this.manifest.uri]: edits } },
    };
  }

  /** One action for each kind of defect that is touched and occurs more than once. */
  async #fixesOfKinds(
    touched: readonly Finding[],
    mendable: readonly Finding[],
  ): Promise<CodeAction[]> {
    const { t } = this.context.client;
    const codes = new Set(touched.flatMap(({ fix, code }) => (fix ? [code] : [])));
    const actions: CodeAction[] = [];
    for (const code of codes) {
      if (mendable.filter(finding => finding.code === code).length < 2) continue;
      const title = t('Fix all of {0} in this file', code);
      const kind = CodeActionKind.QuickFix;
      actions.push(...(await this.#withFixes({ title, kind }, code)));
    }
    return actions;
  }

  async #fixAll(): Promise<CodeAction[]> {
    const { t } = this.context.client;
    const title = t('Fix the form of everything in this file');
    return this.#withFixes({ title, kind: fixAllKind });
  }

  /** With its edit where that is cheap or the client cannot ask for it later. */
  async #withFixes(action: CodeAction, code?: RuleCode): Promise<CodeAction[]> {
    const { uri, document } = this.manifest;
    if (this.context.client.resolvesActions) {
      return [{ ...action, data: { uri, ...(code === undefined ? {} : { code }) } }];
    }
    const isAsked = this.params.context.only !== undefined;
    if (!isAsked && document.length > unaskedLimit) return [];
    const fixes = await fixesOf(this.context, this.manifest, code, this.signal);
    return fixes.edit ? [{ ...action, ...fixes }] : [];
  }

  /** Where a fact differs there is nothing to mend: the file is Pendo's testimony. */
  async #evidence(finding: Finding, facts: ManifestFacts): Promise<CodeAction[]> {
    if (finding.fix) return [];
    const found = await evidenceOf(
      this.context.client.t,
      this.manifest,
      { finding, facts },
      this.signal,
    );
    return found.flatMap(evidence => {
      const command = showEvidence(this.context, evidence.title, evidence);
      return command ? [this.#run(command, [finding])] : [];
    });
  }

  #silence(code: RuleCode, touched: readonly Finding[]): CodeAction {
    const findings = touched.filter(finding => finding.code === code);
    return this.#run(silenceRule(this.context.client.t, this.manifest.uri, code), findings);
  }

  #run(command: Command, findings: readonly Finding[]): CodeAction {
    const diagnostics = findings.map(finding => this.#diagnostic(finding));
    return { title: command.title, kind: CodeActionKind.QuickFix, diagnostics, command };
  }

  #diagnostic(finding: Finding) {
    return diagnosticOf(finding, this.manifest, this.context.rulePage);
  }

  /** The client asked for actions of this kind, or for all. */
  #wants(kind: string): boolean {
    const { only } = this.params.context;
    return only === undefined || only.some(asked => kind === asked || kind.startsWith(`${asked}.`));
  }
}

/** The edit that mends everything, or all that one rule finds; none where nothing is to be mended. */
async function fixesOf(
  { service }: FeatureContext,
  manifest: OpenManifest,
  code: RuleCode | undefined,
  signal: AbortSignal,
): Promise<Pick<CodeAction, 'edit'>> {
  const { document, uri } = manifest;
  const change = changedPart(document.text, await service.fixedText(manifest, code, signal));
  if (!change) return {};
  const edit = { range: manifest.rangeOf(change), newText: change.newText };
  return { edit: { changes: { [uri]: [edit] } } };
}
