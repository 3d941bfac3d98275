import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';

import type { Finding, FindingTag } from '../../shared/manifest/rule';
import type { OpenManifest } from '../openManifest';
import { rangeOf } from '../ranges';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Finding['level'], DiagnosticSeverity>;

const tagOf = {
  unnecessary: DiagnosticTag.Unnecessary,
} as const satisfies Record<FindingTag, DiagnosticTag>;

/** A finding as editors show it. */
export function diagnosticOf(finding: Finding, { json, uri }: OpenManifest): Diagnostic {
  const { code, level, message, related, tags = [] } = finding;
  return {
    range: rangeOf(json, finding),
    severity: severities[level],
    code,
    source: 'pendo-data-sync',
    message,
    ...(tags.length > 0 ? { tags: tags.map(tag => tagOf[tag]) } : {}),
    ...(related.length > 0
      ? {
          relatedInformation: related.map(place => ({
            location: { uri, range: rangeOf(json, place) },
            message: place.message,
          })),
        }
      : {}),
  };
}
