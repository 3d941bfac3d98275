// Findings as SARIF 2.1.0 (OASIS), the format that code scanning services read.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Level, Rule } from '../../shared/manifest/rule';
import type { FileFinding } from '../../shared/validation/checkDocument';

export interface SarifOptions {
  readonly version: string;
  /** Files below it are named relative to it. */
  readonly cwd: string;
  readonly rules: readonly Rule[];
}

/** A SARIF log with one run; `JSON.stringify` makes the file. */
export function toSarif(findings: readonly FileFinding[], options: SarifOptions): object {
  const indexOf = new Map(options.rules.map(({ code }, index): [string, number] => [code, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pendo-data-sync',
            version: options.version,
            semanticVersion: options.version,
            rules: options.rules.map(toReportingDescriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => toResult(finding, indexOf.get(finding.code), options.cwd)),
      },
    ],
  };
}

function toReportingDescriptor({ code, level, doc, bad, good }: Rule): object {
  const example = (text: string) => `\`\`\`json\n${shorten(text)}\n\`\`\``;
  return {
    id: code,
    shortDescription: { text: doc },
    fullDescription: { text: doc },
    help: {
      text: `${doc}\n\nFlagged:\n${shorten(bad.text)}\n\nFine:\n${shorten(good.text)}`,
      markdown: `${doc}\n\nFlagged (between « and »):\n\n${example(bad.text)}\n\nFine:\n\n${example(good.text)}`,
    },
    defaultConfiguration: { level: sarifLevel(level) },
  };
}

function toResult(finding: FileFinding, ruleIndex: number | undefined, cwd: string): object {
  const { code, level, message, file, related } = finding;
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: sarifLevel(level),
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(file, cwd) },
          region: regionOf(finding),
        },
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: relatedLocations(finding, cwd) }),
  };
}

function relatedLocations({ file, related }: FileFinding, cwd: string): object[] {
  return related.map(({ line, column, message }, index) => ({
    id: index + 1,
    message: { text: message },
    physicalLocation: {
      artifactLocation: { uri: toUri(file, cwd) },
      region: { startLine: line, startColumn: column },
    },
  }));
}

function regionOf({ line, column, endLine, endColumn }: FileFinding): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function sarifLevel(level: Exclude<Level, 'off'>): 'error' | 'warning' | 'note' {
  return level === 'error' || level === 'warning' ? level : 'note';
}

/** Relative below the working directory, which is what a repository's checkout is; else absolute. */
function toUri(file: string, cwd: string): string {
  const location = path.resolve(cwd, file);
  const relative = path.relative(cwd, location);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return pathToFileURL(location).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}

/** The example of too deep nesting is long by nature. */
function shorten(text: string): string {
  return text.length > 600 ? `${text.slice(0, 300)} … ${text.slice(-300)}` : text;
}
