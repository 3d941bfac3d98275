import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasApi } from '../../../../client/assistant/hasApi';

test('what an editor does not have is not asked of it', () => {
  const editor = { lm: { registerTool: () => undefined } };
  assert.equal(hasApi(editor, 'lm', 'registerTool'), true);
  assert.equal(hasApi(editor, 'lm', 'registerMcpServerDefinitionProvider'), false);
  assert.equal(hasApi({}, 'lm', 'registerTool'), false);
});
