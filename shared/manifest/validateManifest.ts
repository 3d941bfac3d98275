// Runs the rules over one document and says where what they found lies.
import type { JsonDocument } from '../json/jsonDocument';
import { noNode } from '../json/nodeTable';
import { toComparedExport } from './comparedExport';
import { elementsOf, readExportView, type ComparedExport } from './exportView';
import type { ManifestFacts } from './facts';
import { describeNotJson } from './notJson';
import type { Finding, Level, Place, RelatedFinding, Rule, RuleFinding } from './rule';
import { rules as allRules } from './rules/index';
import { notJson } from './rules/notJson';

export type ManifestFileKind = 'exportManifest' | 'billOfMaterials';

export interface ValidateOptions {
  /** Default: by content. */
  readonly kind?: ManifestFileKind;
  readonly facts?: ManifestFacts;
  /** Levels by code that differ from the rules' own. */
  readonly levels?: Readonly<Partial<Record<string, Level>>>;
  /** Default: all. */
  readonly rules?: readonly Rule[];
  /** Findings listed of each rule; the last one says how many more there are. */
  readonly limit?: number;
}

/** Everything that is wrong or worth knowing in a manifest or bill of materials, sorted by position. */
export function validateManifest(
  document: JsonDocument,
  options: ValidateOptions = {},
): readonly Finding[] {
  const { kind = fileKindOf(document), facts = {}, rules = allRules, levels = {} } = options;
  const enabled = rules.filter(({ code }) => levels[code] !== 'off');
  const isJson = describeNotJson(document.text) === undefined || document.text === '';
  const active = isJson ? enabled : enabled.filter(rule => rule === notJson);
  const collector = new Collector(document, options);
  for (const rule of active) collector.add(rule, rule.checkDocument?.(document, facts));
  const isManifest = kind === 'exportManifest';
  const nodes = isManifest
    ? elementsOf(document, document.property(document.root, 'exports'))
    : [document.root].filter(root => document.isObject(root));
  const exports: ComparedExport[] = [];
  for (const node of nodes) {
    const view = readExportView(document, node, isManifest);
    for (const rule of active) collector.add(rule, rule.checkExport?.(view, facts));
    exports.push(toComparedExport(view));
  }
  if (isManifest && document.isObject(document.root)) {
    const view = { document, exports };
    for (const rule of active) collector.add(rule, rule.checkManifest?.(view, facts));
  }
  return collector.findings();
}

/** Which of the two files a text is: only a manifest has `exports`. */
export function fileKindOf(document: JsonDocument): ManifestFileKind {
  const isManifest = document.propertyKey(document.root, 'exports') !== noNode;
  return isManifest ? 'exportManifest' : 'billOfMaterials';
}

class Collector {
  readonly #findings: Finding[] = [];
  readonly #counts = new Map<Rule, number>();
  readonly #limit: number;
  readonly #levels: NonNullable<ValidateOptions['levels']>;

  constructor(
    private readonly document: JsonDocument,
    { limit = 1000, levels = {} }: ValidateOptions,
  ) {
    this.#limit = limit;
    this.#levels = levels;
  }

  add(rule: Rule, found: Iterable<RuleFinding> | undefined): void {
    if (!found) return;
    let count = this.#counts.get(rule) ?? 0;
    for (const finding of found) {
      if (count++ < this.#limit) this.#findings.push(this.#locate(rule, finding));
    }
    this.#counts.set(rule, count);
  }

  findings(): readonly Finding[] {
    const sorted = this.#findings.sort(
      (a, b) => a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : 1),
    );
    for (const [{ code }, count] of this.#counts) {
      const more = count - this.#limit;
      if (more > 0) this.#sayHowManyMore(sorted, code, more);
    }
    return sorted;
  }

  #sayHowManyMore(findings: Finding[], code: string, more: number): void {
    const last = findings.findLastIndex(finding => finding.code === code);
    const finding = findings[last];
    if (!finding) return;
    const message = `${finding.message} (${more} more findings of this kind are not listed)`;
    findings[last] = { ...finding, message };
  }

  #locate(rule: Rule, { place, message, related = [], level, fix }: RuleFinding): Finding {
    const configured = this.#levels[rule.code];
    const range = this.#range(place);
    const { line, column } = this.document.positionAt(range.start);
    const end = this.document.positionAt(range.end);
    return {
      code: rule.code,
      level: configured === undefined || configured === 'off' ? (level ?? rule.level) : configured,
      message,
      ...range,
      line,
      column,
      endLine: end.line,
      endColumn: end.column,
      related: related.map(({ place: at, message: text }) => this.#related(at, text)),
      ...(rule.tags ? { tags: rule.tags } : {}),
      ...(fix ? { fix } : {}),
    };
  }

  #related(place: Place, message: string): RelatedFinding {
    const range = this.#range(place);
    return { message, ...range, ...this.document.positionAt(range.start) };
  }

  #range(place: Place): { start: number; end: number } {
    if (typeof place !== 'number') return { start: place.start, end: place.end };
    return { start: this.document.start(place), end: this.document.end(place) };
  }
}
