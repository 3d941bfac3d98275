// Assistants in the real VS Code: its list of tools, their answers, and the server that it may start.
import assert from 'node:assert/strict';
import path from 'node:path';

import { loadedSampleForAllTests } from '../support/sampleDestination';
import { folderSetting } from '../support/syncing';
import { testWithTools } from '../support/tools';
import { withWorkbench } from '../support/workbench';

const tools = ['vscode', 'chromium'] as const;
const { destination: folder, database } = loadedSampleForAllTests();
const machineSettings = { [folderSetting]: database };

testWithTools(tools, 'the tools are listed, answer, mask and say what is wrong', async () => {
  const extensionTests = path.join(__dirname, 'inHostAssistants.js');
  const options = { folder, machineSettings, extensionTests };
  await withWorkbench(options, async ({ exitCode, said }) => {
    assert.equal(await exitCode, 0, said.join('\n'));
  });
});

testWithTools(tools, 'in Restricted Mode no tool answers', async () => {
  const extensionTests = path.join(__dirname, 'inHostUntrusted.js');
  const options = { folder, extensionTests, trust: 'ask' } as const;
  await withWorkbench(options, async ({ exitCode, said }) => {
    assert.equal(await exitCode, 0, said.join('\n'));
  });
});
