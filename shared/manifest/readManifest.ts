// exportmanifest.json and billofmaterials.json → what Pendo exported. Tolerant of drift, but never silent:
// what the model leaves out is in `unread`.
import type { JsonDocument } from '../json/jsonDocument';
import { noNode } from '../json/nodeTable';
import { isMatchableType } from './matchableId';
import { countProperty, countValue, idValue, presentProperty, textProperty } from './nodeValues';
import { parseRootUrl } from './rootUrl';
import { canonicalPeriodId } from './timestamps';
import type {
  BillOfMaterials,
  DefinitionKind,
  EventFiles,
  ExportFamily,
  ExportManifest,
  FileList,
  ManifestEntry,
  MatchedFiles,
  NamedId,
  NodeIndex,
  Period,
  UnreadPart,
} from './types';

/** What is known of a manifest besides its text. */
export interface ReadOptions {
  /** Name of the folder it lies in: an application id, `account` or `visitor`. Decides where the content does not. */
  readonly folder?: string;
}

/** The key of each definition list. */
export const definitionKeys: Readonly<Record<DefinitionKind, string>> = {
  pages: 'pageDefinitionsFile',
  features: 'featureDefinitionsFile',
  trackTypes: 'trackTypeDefinitionsFile',
  guides: 'guideDefinitionsFile',
};

/** The manifest; parts that cannot be read are left out and named in `unread`. */
export function readManifest(document: JsonDocument, options: ReadOptions = {}): ExportManifest {
  const reader = new Reader(document);
  const list = presentProperty(document, document.root, 'exports');
  const exports: ManifestEntry[] = [];
  for (const node of reader.elements(list, '`exports`')) {
    const entry = reader.entry(node);
    if (entry) exports.push(entry);
  }
  return {
    at: document.root,
    family: familyOf(exports, options),
    generatedTime: textProperty(document, document.root, 'generatedTime'),
    exports,
    ...(reader.unread.length > 0 ? { unread: reader.unread } : {}),
  };
}

/** The bill of materials; parts that cannot be read are left out and named in `unread`. */
export function readBillOfMaterials(document: JsonDocument): BillOfMaterials {
  const reader = new Reader(document);
  const bill = reader.billOfMaterials(document.root);
  return reader.unread.length > 0 ? { ...bill, unread: reader.unread } : bill;
}

/** Which of the three kinds of exports it is: by content, then by the folder's name. */
export function familyOf(
  exports: readonly BillOfMaterials[],
  { folder }: ReadOptions,
): ExportFamily {
  for (const bill of exports) {
    if (bill.accounts) return 'accounts';
    if (bill.visitors) return 'visitors';
    if (bill.periods.length > 0) return 'events';
  }
  return folder === 'account' ? 'accounts' : folder === 'visitor' ? 'visitors' : 'events';
}

class Reader {
  readonly unread: UnreadPart[] = [];

  constructor(private readonly document: JsonDocument) {}

  entry(at: NodeIndex): ManifestEntry | undefined {
    const { document } = this;
    const counter = countValue(document, document.property(at, 'counter'));
    const rootUrl = textProperty(document, at, 'rootUrl');
    const parts = rootUrl === null ? undefined : parseRootUrl(rootUrl);
    if (counter === undefined)
      return this.#leaveOut(at, 'counter', 'an export without a usable counter');
    if (rootUrl === null || parts === undefined) {
      return this.#leaveOut(at, 'rootUrl', 'an export whose rootUrl names no folder');
    }
    return {
      ...this.billOfMaterials(at),
      counter,
      exportId: parts.exportId,
      rootUrl,
      exportType: this.#exportType(at),
      finishTime: textProperty(document, at, 'finishTime'),
      storageSize: countProperty(document, at, 'storageSize'),
    };
  }

  billOfMaterials(at: NodeIndex): BillOfMaterials {
    const { document } = this;
    const list = (key: string) => this.#fileList(at, key);
    return {
      at,
      timestamp: textProperty(document, at, 'timestamp'),
      numberOfFiles: countProperty(document, at, 'numberOfFiles'),
      subscription: this.#namedId(at, 'subscription'),
      application: this.#namedId(at, 'application'),
      definitions: {
        pages: list(definitionKeys.pages),
        features: list(definitionKeys.features),
        trackTypes: list(definitionKeys.trackTypes),
        guides: list(definitionKeys.guides),
      },
      periods: this.#periods(at),
      accounts: this.#recordFiles(at, 'accounts'),
      visitors: this.#recordFiles(at, 'visitors'),
      metadataSchema: list('metadataSchemaFile'),
    };
  }

  /** The elements of a list; absent is empty, anything else is unread. */
  elements(list: NodeIndex, what: string): Iterable<NodeIndex> {
    if (list === noNode) return [];
    if (this.document.isArray(list)) return this.document.children(list);
    this.#unreadable(list, `${what} is no array`);
    return [];
  }

  #periods(at: NodeIndex): Period[] {
    const periods: Period[] = [];
    const list = presentProperty(this.document, at, 'timeDependent');
    for (const node of this.elements(list, '`timeDependent`')) {
      const written = textProperty(this.document, node, 'periodId');
      const periodId = written === null ? undefined : canonicalPeriodId(written);
      if (periodId === undefined)
        this.#leaveOut(node, 'periodId', 'a period without a usable periodId');
      else periods.push(this.#period(node, periodId));
    }
    return periods;
  }

  #period(at: NodeIndex, periodId: string): Period {
    const { document } = this;
    const allEvents = presentProperty(document, at, 'allEvents');
    const matched: MatchedFiles[] = [];
    const list = presentProperty(document, at, 'matchedEvents');
    for (const node of this.elements(list, '`matchedEvents`')) {
      const entry = this.#matchedFiles(node);
      if (entry) matched.push(entry);
    }
    return {
      at,
      periodId,
      allEvents: allEvents === noNode ? null : (this.#eventFiles(allEvents) ?? null),
      matched,
    };
  }

  #matchedFiles(at: NodeIndex): MatchedFiles | undefined {
    const { document } = this;
    const written = textProperty(document, at, 'id');
    if (written === null || written === '') {
      return this.#leaveOut(at, 'id', 'matched events without an id');
    }
    const slash = written.indexOf('/');
    const type =
      slash === -1 ? (textProperty(document, at, 'type') ?? '') : written.slice(0, slash);
    if (!isMatchableType(type)) {
      const message = `matched events of the unknown type \`${type}\``;
      this.unread.push({ at: document.property(at, 'id'), message, fatal: false });
      return undefined;
    }
    const list = this.#eventFileList(at);
    // Written out, not spread: there may be millions.
    return (
      list && {
        at,
        files: list.files,
        eventCount: countProperty(document, at, 'eventCount'),
        matchableId: slash === -1 ? `${type}/${written}` : written,
        type,
      }
    );
  }

  #eventFiles(at: NodeIndex): EventFiles | undefined {
    const list = this.#eventFileList(at);
    const eventCount = countProperty(this.document, at, 'eventCount');
    return list && { at, files: list.files, eventCount };
  }

  /** Without `files` nothing says whether rows come or only go: not read. */
  #eventFileList(at: NodeIndex): FileList | undefined {
    return (
      this.#fileList(at, 'files') ?? this.#leaveOut(at, 'files', 'events without a list of files')
    );
  }

  /** `accounts` and `visitors` hold their list in `files`; a bare list is taken too. */
  #recordFiles(at: NodeIndex, key: string): FileList | null {
    const node = presentProperty(this.document, at, key);
    return this.document.isObject(node) ? this.#fileList(node, 'files') : this.#fileList(at, key);
  }

  #fileList(object: NodeIndex, key: string): FileList | null {
    const { document } = this;
    const node = presentProperty(document, object, key);
    if (node === noNode) return null;
    const single = document.stringValue(node);
    if (single !== undefined) return { at: node, files: [single] };
    const files: string[] = [];
    if (!document.isArray(node)) {
      this.#unreadable(node, `\`${key}\` is no array`);
      return { at: node, files };
    }
    for (
      let element = document.firstChild(node);
      element !== noNode;
      element = document.nextSibling(element)
    ) {
      const file = document.stringValue(element);
      if (file === undefined) this.#unreadable(element, 'the path of a file is no string');
      else files.push(file);
    }
    return { at: node, files };
  }

  #namedId(object: NodeIndex, key: string): NamedId | null {
    const { document } = this;
    const at = document.property(object, key);
    const id = idValue(document, document.property(at, 'id'));
    return id === undefined
      ? null
      : { at, id, displayName: textProperty(document, at, 'displayName') };
  }

  #exportType(at: NodeIndex): readonly string[] | null {
    const { document } = this;
    const node = presentProperty(document, at, 'exportType');
    if (node === noNode) return null;
    const single = document.stringValue(node);
    if (single !== undefined) return [single];
    const types = [...document.children(node)].map(child => document.stringValue(child));
    return types.filter(type => type !== undefined);
  }

  #leaveOut(object: NodeIndex, key: string, message: string): undefined {
    const value = this.document.property(object, key);
    this.#unreadable(value === noNode ? object : value, message);
  }

  #unreadable(at: NodeIndex, message: string): void {
    this.unread.push({ at, message, fatal: true });
  }
}
