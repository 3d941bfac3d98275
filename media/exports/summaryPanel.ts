// What is known of the selected row, and what can be done with it.
import type { CheckedDocument } from '../../shared/protocol/explore';
import type { ExportSummary, TableRow } from '../../shared/protocol/exportsTable';
import type { ExportsAction } from '../../shared/protocol/exportsView';
import { bytesText, countText } from '../../shared/util/humanText';
import { dayLabel } from '../../shared/util/dayLabel';
import { sentence } from '../../shared/util/sentence';
import { button, element } from '../element';
import { icon, type IconName } from '../icon';
import { t } from '../localText';
import { kindWord, nameOfRow, stateText, timeText } from './exportWords';
import { failedPart, findingsPart } from './summaryParts';
import { waysOut } from './waysOut';

export interface SummaryPorts {
  readonly act: (action: ExportsAction) => void;
  readonly onClose: () => void;
  /** What the rules find in the export of the summary; undefined where that failed. */
  readonly check: () => Promise<CheckedDocument | undefined>;
}

type Fact = readonly [name: string, value: string | null, isCode?: boolean];

export class SummaryPanel {
  readonly element = element('aside', {
    class: 'summary',
    'aria-label': t('Summary'),
    hidden: true,
  });
  readonly #ports: SummaryPorts;

  constructor(ports: SummaryPorts) {
    this.#ports = ports;
  }

  show(summary: ExportSummary): void {
    const { row, failures, failureCount } = summary;
    const title = row.export ? `${nameOfRow(row)} #${row.export.counter}` : nameOfRow(row);
    const focused = this.#focused;
    const close = button({
      label: t('Close summary'),
      icon: 'close',
      onClick: this.#ports.onClose,
    });
    this.element.replaceChildren(
      element('div', { class: 'summary-head' }, element('h2', {}, title), close),
      element(
        'div',
        { class: 'summary-body' },
        ...this.#body(summary),
        ...failedPart(failures, failureCount),
        ...(row.export ? [this.#findings()] : []),
      ),
    );
    this.element.hidden = false;
    if (focused !== undefined) (this.#named(focused) ?? close).focus();
  }

  /** Whether it had the focus, which is lost with it. */
  hide(): boolean {
    const hadFocus = this.#focused !== undefined;
    this.element.hidden = true;
    return hadFocus;
  }

  /** What the button is called that has the focus: what is shown anew, also after it was pressed, has it as well. */
  get #focused(): string | undefined {
    const { activeElement } = document;
    const isInside = activeElement !== null && this.element.contains(activeElement);
    return isInside ? (activeElement.getAttribute('aria-label') ?? '') : undefined;
  }

  #named(label: string): HTMLButtonElement | undefined {
    const all = [...this.element.querySelectorAll('button')];
    return all.find(each => each.getAttribute('aria-label') === label);
  }

  #body(summary: ExportSummary): Node[] {
    const { row, target, isBucket } = summary;
    if (!row.export) {
      const message = sentence(row.failure?.message ?? '');
      return [
        element('p', { class: 'summary-failure' }, icon('error'), element('span', {}, message)),
        this.#buttons(waysOut(row.failure, isBucket, target.place.manifest.path !== '')),
        facts([
          [t('Destination'), summary.destinationName],
          [t('Manifest'), target.place.manifest.path, true],
        ]),
      ];
    }
    return [this.#buttons(actionsOf(isBucket)), facts(factsOf(row.export, summary))];
  }

  /** Checked when the user wants it: in a bucket it is a request. */
  #findings(): HTMLElement {
    const found = element('div', { class: 'summary-findings', 'aria-live': 'polite' });
    const check = button({
      ...{ label: t('Find problems'), icon: 'checklist', text: true },
      onClick: () => void find(),
    });
    const find = async (): Promise<void> => {
      if (check.ariaDisabled === 'true') return;
      check.ariaDisabled = 'true';
      const checked = await this.#ports.check();
      check.ariaDisabled = null;
      if (checked) found.replaceChildren(...findingsPart(checked));
    };
    const actions = element('div', { class: 'summary-actions' }, check);
    return element('div', { class: 'summary-check' }, actions, found);
  }

  #buttons(actions: readonly SummaryAction[]): HTMLElement {
    return element(
      'div',
      { class: 'summary-actions', role: 'group', 'aria-label': t('Actions') },
      ...actions.map(({ action, label, icon: sign, isPrimary }) =>
        button({
          ...{ label, icon: sign, text: true },
          ...(isPrimary ? { class: 'primary-button' } : {}),
          onClick: () => this.#ports.act(action),
        }),
      ),
    );
  }
}

/** A button of the summary. */
export interface SummaryAction {
  readonly action: ExportsAction;
  readonly label: string;
  readonly icon: IconName;
  readonly isPrimary?: boolean;
}

function actionsOf(isBucket: boolean): SummaryAction[] {
  return [
    { action: 'sync', label: t('Sync'), icon: 'sync', isPrimary: true },
    { action: 'plan', label: t('Plan'), icon: 'checklist' },
    { action: 'openManifest', label: t('Open manifest here'), icon: 'go-to-file' },
    { action: 'openExport', label: t('Open this export alone'), icon: 'json' },
    { action: 'openBillOfMaterials', label: t('Open bill of materials'), icon: 'list-tree' },
    { action: 'copyUrl', label: t('Copy URL'), icon: 'copy' },
    isBucket
      ? { action: 'download', label: t('Download…'), icon: 'cloud-download' }
      : { action: 'reveal', label: t('Reveal'), icon: 'folder-opened' },
  ];
}

function factsOf(row: NonNullable<TableRow['export']>, summary: ExportSummary): Fact[] {
  const { rootUrl, subscription, destinationName } = summary;
  const language = document.documentElement.lang || 'en';
  const count = (value: number | null) => (value === null ? null : countText(value));
  const day = (value: string | null, beside: string | null) =>
    value === null ? null : dayLabel(`${value}T00:00:00Z`, beside ?? '', language);
  const { firstDay, lastDay } = row;
  const last = day(lastDay, null);
  const days = firstDay === lastDay ? last : `${day(firstDay, lastDay) ?? ''} – ${last ?? ''}`;
  return [
    [
      t('Status'),
      row.state === null ? t('not known: the database is in use') : stateText(row.state),
    ],
    [t('Slices to load'), row.pending > 0 ? countText(row.pending) : null],
    [t('Export type'), typeText(row)],
    [t('Created (UTC)'), timeText(row.created)],
    [t('Finished (UTC)'), timeText(row.finished)],
    [t('Last sync (UTC)'), timeText(row.lastSync) ?? t('never')],
    [t('Periods'), row.periods === 0 ? null : `${countText(row.periods)} · ${days ?? ''}`],
    [t('Events'), count(row.eventCount)],
    [t('Matched events'), count(row.matchedCount)],
    [t('Files'), countText(row.files)],
    [t('Size'), row.size === null ? null : bytesText(row.size)],
    [t('Subscription'), subscription],
    [t('Destination'), destinationName],
    [t('Export ID'), row.exportId, true],
    [t('URL'), rootUrl, true],
  ];
}

/** What the table says of it, and what the manifest calls it where that is another word. */
function typeText({ kind, exportType }: NonNullable<TableRow['export']>): string {
  const word = kindWord(kind);
  const isSaid = kind === 'retroactive' || kind === 'test';
  return isSaid || exportType === null ? word : `${word} · ${exportType}`;
}

function facts(all: readonly Fact[]): HTMLElement {
  const known = all.filter(([, value]) => value !== null && value !== '');
  return element(
    'dl',
    { class: 'facts' },
    ...known.flatMap(([name, value, isCode]) => [
      element('dt', {}, name),
      element('dd', { class: isCode ? 'mono' : '' }, value ?? ''),
    ]),
  );
}
