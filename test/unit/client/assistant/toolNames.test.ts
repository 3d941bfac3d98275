import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { toolNames } from '../../../../client/assistant/toolNames';
import { assistantTools } from '../../../../shared/assistant/tools/index';
import { repositoryPath } from '../../../support/contributions';

test('the editor knows the names of all tools, and has words for each', () => {
  assert.deepEqual(
    [...toolNames],
    assistantTools.map(({ name }) => name),
  );
  const words = readFileSync(repositoryPath('package.nls.json'), 'utf8');
  for (const name of toolNames) {
    assert.ok(words.includes(`"tool.${name}":`) && words.includes(`"tool.${name}.description":`));
  }
});
