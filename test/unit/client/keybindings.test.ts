// Keys that package.json takes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { repositoryPath } from '../../support/contributions';

interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when?: string;
}

test('Enter and Space stay what opens a row of a tree, on every system', () => {
  const { contributes } = JSON.parse(readFileSync(repositoryPath('package.json'), 'utf8')) as {
    readonly contributes: { readonly keybindings: readonly Keybinding[] };
  };
  const inTrees = contributes.keybindings.filter(({ when }) => when?.includes('listFocus'));
  const taken = inTrees.filter(({ key, mac }) =>
    [key, mac].some(each => each === 'enter' || each === 'space'),
  );
  assert.ok(inTrees.length > 0);
  assert.deepEqual(taken, []);
});
