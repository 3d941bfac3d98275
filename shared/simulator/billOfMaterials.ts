// The JSON that Pendo writes beside the files, as a value with the keys in the article's order.

/** `billofmaterials.json`. */
export interface BillJson {
  readonly timestamp: string;
  readonly numberOfFiles: number;
  readonly application?: NamedIdJson;
  readonly subscription: NamedIdJson;
  /** Definition lists, accounts, visitors and metadata schema, by their keys. */
  readonly lists: Readonly<
    Record<string, readonly string[] | { readonly files: readonly string[] }>
  >;
  readonly timeDependent?: readonly PeriodJson[];
}

export interface NamedIdJson {
  readonly displayName: string;
  readonly id: string;
}

export interface PeriodJson {
  readonly periodId: string;
  readonly allEvents?: EventFilesJson;
  readonly matchedEvents: readonly (EventFilesJson & {
    readonly id: string;
    readonly type: string;
  })[];
}

export interface EventFilesJson {
  readonly eventCount: number;
  readonly files: readonly string[];
}

/** One entry of `exportmanifest.json`. */
export interface ManifestEntryJson {
  readonly bill: BillJson;
  readonly counter: number;
  readonly exportType: readonly string[] | null;
  readonly finishTime: string;
  readonly storageSize: number;
  readonly rootUrl: string;
}

/** The text of `billofmaterials.json`. */
export function billText(bill: BillJson): string {
  return `${JSON.stringify(flatBill(bill), null, 2)}\n`;
}

/** The text of `exportmanifest.json` in pieces: it may be large. */
export function* manifestChunks(
  entries: readonly ManifestEntryJson[],
  generatedTime: string,
): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode('{\n  "exports": [');
  for (const [i, { bill, ...own }] of entries.entries()) {
    const { counter, exportType, finishTime, storageSize, rootUrl } = own;
    const head = { counter, exportType, finishTime, storageSize, rootUrl };
    const text = JSON.stringify({ ...head, ...flatBill(bill) }, null, 2);
    yield encoder.encode(`${i > 0 ? ',' : ''}\n${text.replace(/^/gm, '    ')}`);
  }
  yield encoder.encode(`\n  ],\n  "generatedTime": ${JSON.stringify(generatedTime)}\n}\n`);
}

function flatBill({ lists, timeDependent, ...head }: BillJson): Record<string, unknown> {
  return { ...head, ...lists, ...(timeDependent && { timeDependent }) };
}

/** RFC 3339 with so many fraction digits; one published example has no `Z`. */
export function timeText(milliseconds: number, digits: number, zone = 'Z'): string {
  const [head = '', fraction = ''] = new Date(milliseconds).toISOString().slice(0, -1).split('.');
  // Finer digits than the clock's are made up from the second, so that they are not all zero.
  const more = String((milliseconds * 7919) % 1_000_000).padStart(6, '0');
  return `${head}.${(fraction + more).slice(0, digits)}${zone}`;
}
