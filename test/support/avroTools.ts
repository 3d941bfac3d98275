// Python's avro package and ClickHouse, each in a process of its own.
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import path from 'node:path';

import type { ByteSource } from '../../shared/avro/byteSource';
import { openContainer } from '../../shared/avro/container';
import { toJsonText } from '../../shared/avro/formatValue';
import { isRecordValue } from '../../shared/avro/avroValue';
import { readRecords } from '../../shared/avro/readRecords';
import { tool } from './tools';

const script = path.join(__dirname, '../../../test/support/avroFiles.py');

/** What avroFiles.py wrote of one type: each row's text, and a file for each codec. */
export interface PythonFiles {
  readonly texts: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** Runs avroFiles.py and gives its output. */
export function python(...parameters: readonly string[]): Promise<string> {
  return run(tool('python3'), [script, ...parameters]);
}

/** Runs statements in ClickHouse one after the other and gives the answer of each. */
export async function clickHouse(statements: readonly string[]): Promise<readonly string[]> {
  // A native library: what it does to its process is its own affair.
  const program = `
    const { query } = require(process.argv[1]);
    const statements = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    console.log(JSON.stringify(statements.map(text => query(text, 'TSVRaw'))));`;
  const answer = await run(
    process.execPath,
    ['-e', program, tool('chdb')],
    JSON.stringify(statements),
  );
  return JSON.parse(answer) as readonly string[];
}

/** The texts that a column of a file shows, row by row. */
export async function textsOf(file: string, column: string): Promise<string[]> {
  const source = await fileSource(file);
  try {
    const container = await openContainer(source);
    const { type } = container;
    const field = type.kind === 'record' && type.fields.find(({ name }) => name === column);
    if (!field) throw new Error(`${file} has no column ${column}`);
    const texts: string[] = [];
    for await (const { rows } of readRecords(container, { branches: true })) {
      for (const row of rows) {
        texts.push(isRecordValue(row) ? toJsonText(row[column] ?? null, field.type) : '');
      }
    }
    return texts;
  } finally {
    await source.close();
  }
}

async function fileSource(file: string): Promise<ByteSource & { close(): Promise<void> }> {
  const handle = await open(file);
  const { size } = await handle.stat();
  return {
    name: path.basename(file),
    size,
    read: async (start, end) => {
      const bytes = Buffer.alloc(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}

function run(program: string, parameters: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(`${program} ended with ${code}: ${Buffer.concat(errors).toString()}`));
    });
    child.stdin.end(input);
  });
}
