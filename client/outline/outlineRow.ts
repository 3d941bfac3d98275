import * as vscode from 'vscode';

import { counted } from '../../shared/util/humanText';
import { exportDocument, locationOfDocument } from '../files/documentUri';
import { details, joined } from '../tree/texts';

/** Problems that a hover lists; all of them stand among the problems of the editor. */
const shownProblems = 5;

interface RowParts {
  readonly manifest: vscode.Uri;
  readonly symbol: vscode.DocumentSymbol;
  /** Those that lie in it. */
  readonly problems: readonly vscode.Diagnostic[];
  readonly parent?: OutlineRow;
  /** Its place among the exports; undefined for what is none. */
  readonly index?: number;
}

/** An entry of the outline of a manifest, with the problems that lie in it. */
export class OutlineRow {
  readonly #parts: RowParts;
  #children: readonly OutlineRow[] | undefined;

  constructor(parts: RowParts) {
    this.#parts = parts;
  }

  get parent(): OutlineRow | undefined {
    return this.#parts.parent;
  }

  get children(): readonly OutlineRow[] {
    const { manifest, symbol, problems } = this.#parts;
    return (this.#children ??= symbol.children.map(child => {
      const own = problemsIn(child, problems);
      return new OutlineRow({ manifest, symbol: child, problems: own, parent: this });
    }));
  }

  /** The document of this export alone; undefined for what is no export. */
  get document(): vscode.Uri | undefined {
    const { manifest, symbol, index } = this.#parts;
    if (index === undefined) return undefined;
    return exportDocument(locationOfDocument(manifest), { index }, symbol.name);
  }

  item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { manifest, symbol, problems, index } = this.#parts;
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(symbol.name, symbol.children.length > 0 ? Collapsed : None);
    const count =
      problems.length > 0
        ? counted(problems.length, t('{0} problem'), t('{0} problems'))
        : undefined;
    item.description = joined(count, symbol.detail);
    item.iconPath = iconOf(symbol, problems);
    const messages = problems.slice(0, shownProblems).map(({ message }) => message);
    item.tooltip = details(symbol.name, messages, []);
    item.accessibilityInformation = { label: joined(symbol.name, count, symbol.detail) };
    item.contextValue = index === undefined ? 'entry' : 'export';
    const options: vscode.TextDocumentShowOptions = { selection: symbol.selectionRange };
    item.command = { command: 'vscode.open', title: t('Open'), arguments: [manifest, options] };
    return item;
  }
}

/** The rows of a whole outline. */
export function outlineRows(
  manifest: vscode.Uri,
  symbols: readonly vscode.DocumentSymbol[],
  problems: readonly vscode.Diagnostic[],
): readonly OutlineRow[] {
  return symbols.map((symbol, index) => {
    const parts = { manifest, symbol, problems: problemsIn(symbol, problems) };
    // What says how many more there are is none of them.
    const isExport = symbol.kind === vscode.SymbolKind.Package;
    return new OutlineRow({ ...parts, ...(isExport && { index }) });
  });
}

function problemsIn(
  { range }: vscode.DocumentSymbol,
  problems: readonly vscode.Diagnostic[],
): readonly vscode.Diagnostic[] {
  return problems.filter(problem => range.contains(problem.range.start));
}

function iconOf(
  { kind }: vscode.DocumentSymbol,
  problems: readonly vscode.Diagnostic[],
): vscode.ThemeIcon {
  const { Error, Warning } = vscode.DiagnosticSeverity;
  const has = (wanted: vscode.DiagnosticSeverity) =>
    problems.some(({ severity }) => severity === wanted);
  const colored = (icon: string, color: string) =>
    new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  if (has(Error)) return colored('error', 'list.errorForeground');
  if (has(Warning)) return colored('warning', 'list.warningForeground');
  if (kind === vscode.SymbolKind.Package) return new vscode.ThemeIcon('package');
  return new vscode.ThemeIcon(kind === vscode.SymbolKind.Event ? 'calendar' : 'files');
}
