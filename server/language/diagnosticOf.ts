import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';

import type { Finding, FindingTag } from '../../shared/manifest/rule';
import type { OpenManifest } from '../openManifest';
import { lspRange } from '../ranges';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Finding['level'], DiagnosticSeverity>;

const tagOf = {
  unnecessary: DiagnosticTag.Unnecessary,
} as const satisfies Record<FindingTag, DiagnosticTag>;

/** The URI of the page that explains a rule; undefined where it is not at hand. */
export type RulePage = (code: string) => string | undefined;

/** A finding as editors show it. */
export function diagnosticOf(
  finding: Finding,
  { uri }: OpenManifest,
  rulePage: RulePage,
): Diagnostic {
  const { code, level, message, related, tags = [] } = finding;
  const href = rulePage(code);
  return {
    range: lspRange(finding),
    severity: severities[level],
    code,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: 'pendo-data-sync',
    message,
    ...(tags.length > 0 ? { tags: tags.map(tag => tagOf[tag]) } : {}),
    ...(related.length > 0
      ? {
          relatedInformation: related.map(place => ({
            location: { uri, range: lspRange(place) },
            message: place.message,
          })),
        }
      : {}),
  };
}
