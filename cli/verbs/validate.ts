import { rules } from '../../shared/manifest/rules/index';
import { bytesText, countOf, countText } from '../../shared/util/humanText';
import { BucketMirror } from '../../shared/validation/bucketMirror';
import {
  DocumentChecker,
  type DeepProgress,
  type FileFinding,
} from '../../shared/validation/checkDocument';
import { findDocuments, type FoundDocument } from '../../shared/validation/findDocuments';
import { cloudOptions, storesOf } from '../clouds';
import { createProgressLine } from '../output/progressLine';
import { toSarif } from '../output/sarif';
import { FindingPrinter } from '../validation/describeFindings';
import type { Verb } from '../verb';
import { version } from '../version';

const failLevels = ['error', 'warning', 'information', 'hint'] as const;
const formats = ['text', 'json', 'sarif'] as const;

/** `validate <path…>`: what is wrong in manifests and bills of materials. */
export const validateVerb: Verb = {
  name: 'validate',
  summary: 'Check export manifests and bills of materials',
  usage: '<path…> [--format text|json|sarif] [--deep] [--fail-on LEVEL] [--all]',
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      allowed: formats,
      description: 'text (default), json, or sarif for code scanning services',
    },
    {
      name: 'fail-on',
      value: 'LEVEL',
      allowed: failLevels,
      description: 'Exit with 1 from this level on (default error)',
    },
    {
      name: 'deep',
      description: 'Read the Avro files too: rows against eventCount, periods, schemas, damage',
    },
    {
      name: 'all',
      description: 'List also every hint and information, not only the first of each kind',
    },
    ...cloudOptions,
  ],
  examples: [
    'validate ./acme',
    'validate ./acme --deep',
    'validate ./acme/datasync/1/2/exportmanifest.json --json',
    'validate . --format sarif --fail-on warning > findings.sarif',
  ],
  async run(args, context) {
    const format = args.format(formats, 'text');
    const failOn = failLevels.find(level => level === args.text('fail-on')) ?? 'error';
    const stores = storesOf(args, context);
    const mirror = new BucketMirror();
    const line = createProgressLine(context);
    const printer = new FindingPrinter(args.flag('all'));
    const findings: FileFinding[] = [];
    const checker = new DocumentChecker({
      now: context.now,
      deep: args.flag('deep'),
      mirror,
      onProgress: progress => line.show(progressText(progress)),
    });
    let documents: readonly FoundDocument[];
    try {
      const ports = { cwd: context.cwd, stores, mirror };
      documents = await findDocuments(args.positionals, ports, context.signal);
      for (const document of documents) {
        context.signal.throwIfAborted();
        const found = await checker.check(document, context.signal);
        findings.push(...found);
        if (format !== 'text' || found.length === 0) continue;
        await line.clear();
        await context.stdout.write(printer.describe(found));
      }
    } finally {
      await line.clear();
      await mirror.dispose();
    }
    if (format === 'json') await context.stdout.write(toJsonText(findings));
    else if (format === 'sarif') {
      const log = toSarif(findings, { version, cwd: context.cwd, rules });
      await context.stdout.write(`${JSON.stringify(log, null, 2)}\n`);
    } else await context.stdout.write(printer.summarize(documents.length));
    const failing = failLevels.slice(0, failLevels.indexOf(failOn) + 1);
    return findings.some(({ level }) => failing.includes(level)) ? 1 : 0;
  },
};

/** `export 2 of 30, 12 of 48 files, 1.2 MB of 3.4 MB: a/exportmanifest.json` */
function progressText(progress: DeepProgress): string {
  const { file, files, fileCount, bytes, byteCount, export: number, exportCount } = progress;
  const ofExports = exportCount === 1 ? '' : `export ${number} of ${exportCount}, `;
  const ofFiles = `${countText(files)} of ${countOf(fileCount, 'file')}`;
  return `${ofExports}${ofFiles}, ${bytesText(bytes)} of ${bytesText(byteCount)}: ${file}`;
}

function toJsonText(findings: readonly FileFinding[]): string {
  const listed = findings.map(
    ({ file, line, column, endLine, endColumn, level, code, message }) => ({
      file,
      line,
      column,
      endLine,
      endColumn,
      level,
      code,
      message,
    }),
  );
  return `${JSON.stringify({ findings: listed })}\n`;
}
