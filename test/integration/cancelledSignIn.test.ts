// Ctrl+C while somebody is asked for credentials: the command line ends, whatever that one does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { cliPath } from '../support/runCli';
import { withTemporaryFolder } from '../support/temporaryFolder';

test('a program that prints credentials and does not end is not waited for', () =>
  withTemporaryFolder(async folder => {
    const inFolder = (name: string) => path.join(folder, name);
    const program = `
      require('fs').writeFileSync(${JSON.stringify(inFolder('begun'))}, '');
      setTimeout(() => require('fs').writeFileSync(${JSON.stringify(inFolder('ended'))}, ''), 15_000);
    `;
    await writeFile(inFolder('program.js'), program);
    const line = `"${process.execPath}" "${inFolder('program.js')}"`;
    await writeFile(inFolder('config'), `[profile slow]\ncredential_process = ${line}\n`);
    const env = { ...process.env, AWS_CONFIG_FILE: inFolder('config'), HOME: folder };
    const args = [cliPath, 'ls', 's3://acme-exports', '--profile', 'slow', '--no-cache'];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!existsSync(inFolder('begun'))) await sleep(20);
    child.kill('SIGINT');
    await once(child, 'exit');
    assert.equal(child.exitCode, 130);
    assert.match(said, /^error cli\.cancelled/);
    assert.ok(!existsSync(inFolder('ended')), 'the program was waited for');
  }));
