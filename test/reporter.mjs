// A node:test reporter for a suite of many files: one line per file, failures in full, what tests and
// the runner have to say, and the runner's own closing lines (`# tests`, `# pass`, `# fail`).
import path from 'node:path';
import { inspect } from 'node:util';

const root = path.join(import.meta.dirname, '..');

export default async function* report(events) {
  const files = new Map();
  const failures = [];
  for await (const { type, data } of events) {
    if (type === 'test:pass' || type === 'test:fail') {
      const line = countTest(files, type, data);
      if (type === 'test:fail' && !isParentOfFailures(data)) failures.push(describeFailure(data));
      if (line) yield line;
    } else if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    else if (type === 'test:diagnostic') {
      const ofTest = data.file !== undefined && data.nesting > 0;
      yield `${ofTest ? `    ${nameOf(data.file)}: ` : '# '}${data.message}\n`;
    }
  }
  yield* summary(files);
  yield* failures;
}

function countTest(files, type, data) {
  const name = nameOf(data.file ?? data.name);
  const file = files.get(name) ?? { pass: 0, fail: 0, milliseconds: 0 };
  files.set(name, file);
  if (data.details.type === 'suite') return undefined;
  if (data.nesting === 0) file.milliseconds += data.details.duration_ms;
  file[type === 'test:pass' ? 'pass' : 'fail']++;
  return type === 'test:fail' ? `not ok ${name}: ${data.name}\n` : undefined;
}

function* summary(files) {
  const names = [...files.keys()].sort();
  const width = Math.max(0, ...names.map(name => name.length));
  yield '\n';
  for (const name of names) {
    const { pass, fail, milliseconds } = files.get(name);
    const verdict = fail > 0 ? 'not ok' : 'ok    ';
    const counts = `${String(pass).padStart(4)} passed${fail > 0 ? `, ${fail} failed` : ''}`;
    yield `${verdict} ${name.padEnd(width)} ${seconds(milliseconds)} ${counts}\n`;
  }
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2).padStart(8)} s`;
}

/** A parent test that only failed because of its children says nothing new. */
function isParentOfFailures(data) {
  return data.details.error?.failureType === 'subtestsFailed';
}

function describeFailure({ file, line, name, details }) {
  const cause = details.error?.cause ?? details.error;
  const text = inspect(cause, { depth: 8, colors: false }).replace(/^/gm, '    ');
  return `\nnot ok ${nameOf(file ?? name)}${line ? `:${line}` : ''}: ${name}\n${text}\n`;
}

/** `out/test/unit/avro/x.test.js` is `unit/avro/x`. */
function nameOf(file) {
  return path
    .relative(root, file)
    .replace(/^(out\/)?test\//, '')
    .replace(/\.test\.[jt]s$/, '');
}
