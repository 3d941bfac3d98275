import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  notebookText,
  readNotebook,
  type NotebookCell,
  type NotebookFile,
} from '../../../shared/notebook/notebookFile';
import { DataSyncError } from '../../../shared/errors';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';

const written = `{
  "version": 1,
  "database": {
    "subscription": "9007199254740993",
    "application": "-323232",
    "name": "Acme Web"
  },
  "cells": [
    {
      "kind": "markdown",
      "text": [
        "# Visits",
        "",
        "Per day."
      ]
    },
    {
      "kind": "sql",
      "text": [
        "SELECT \\"name\\"",
        "FROM PAGES"
      ]
    },
    {
      "kind": "sql",
      "text": []
    }
  ]
}
`;

const own = { others: [] };

test('a notebook is written with a line for each line of its cells', () => {
  const notebook: NotebookFile = {
    database: {
      ...{ subscription: '9007199254740993', application: '-323232', name: 'Acme Web' },
      ...own,
    },
    cells: [
      { kind: 'markdown', text: '# Visits\n\nPer day.', ...own },
      { kind: 'sql', text: 'SELECT "name"\nFROM PAGES', ...own },
      { kind: 'sql', text: '', ...own },
    ],
    ...own,
  };
  assert.equal(notebookText(notebook), written);
  assert.deepEqual(readNotebook(written), { ...notebook, others: [['version', '1']] });
});

test('what a newer version has put into a file stays to the digit', () => {
  const newer = `{
  "version": 2,
  "database": {
    "subscription": "1",
    "application": "2",
    "name": "",
    "color": {"r": 1.50}
  },
  "serial": 12345678901234567890,
  "cells": [
    {
      "kind": "sql",
      "text": [
        "SELECT 1"
      ],
      "chart": [1,
        2]
    },
    {"kind": "map", "zoom": 1e2}
  ]
}
`;
  assert.equal(notebookText(readNotebook(newer)), newer);
});

test('an empty file is a notebook without cells; texts may be written as one', () => {
  assert.deepEqual(readNotebook(' \n').cells, []);
  const { cells } = readNotebook('{"cells": [{"kind": "sql", "text": "SELECT 1\\nFROM x"}]}');
  assert.deepEqual(cells, [{ kind: 'sql', text: 'SELECT 1\nFROM x', others: [] }]);
});

for (const [title, text, message] of [
  ['cut off', written.slice(0, 60), /^line 4, column 21: this string/],
  ['another thing', '[1]', /^line 1, column 1: a notebook is an object$/],
  ['without cells', '{"cells": 3}', /^line 1, column 11: it has no cells$/],
  [
    'a cell without text',
    '{"cells": [\n{"kind": "sql"}]}',
    /^line 2, column 1: the text of a cell/,
  ],
  ['a line that is none', '{"cells": [{"kind": "sql", "text": [1]}]}', /^line 1, column 12: /],
  ['a database without ids', '{"database": {}, "cells": []}', /^line 1, column 14: a database has/],
] as const) {
  test(`damage is said with its place: ${title}`, () => {
    assert.throws(
      () => readNotebook(text),
      (error: unknown) => {
        assert.ok(error instanceof DataSyncError);
        assert.equal(error.code, 'notebook.damaged');
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test('any notebook comes back as it was, and its text is the same again', () => {
  for (let seed = 1; seed <= scaled(3000); seed++) {
    const notebook = randomNotebook(new SeededRandom(seed));
    const text = notebookText(notebook);
    const { others, ...read } = readNotebook(text);
    assert.deepEqual({ ...read, others: others.filter(([name]) => name !== 'version') }, notebook);
    assert.equal(notebookText({ ...read, others }), text, `seed ${seed}`);
  }
});

test('a damaged file is either read or said to be damaged', () => {
  for (let seed = 1; seed <= scaled(20_000); seed++) {
    const random = new SeededRandom(seed);
    const characters = [...written];
    for (let changes = random.between(1, 6); changes > 0; changes--) {
      const at = random.below(characters.length);
      characters.splice(at, random.below(3), random.pick([...'{}[]",:\\\n0a\u0000 ']));
    }
    try {
      const text = notebookText(readNotebook(characters.join('')));
      assert.equal(notebookText(readNotebook(text)), text, `seed ${seed}`);
    } catch (error) {
      if (!(error instanceof DataSyncError) || error.code !== 'notebook.damaged') throw error;
    }
  }
});

function randomNotebook(random: SeededRandom): NotebookFile {
  return {
    database: random.chance(0.5)
      ? {
          ...{ subscription: textOf(random), application: textOf(random) },
          name: textOf(random),
          ...own,
        }
      : undefined,
    cells: Array.from({ length: random.below(5) }, () => randomCell(random)),
    others: random.chance(0.3) ? [[`x${textOf(random)}`, '[1, {"a": null}]']] : [],
  };
}

function randomCell(random: SeededRandom): NotebookCell {
  if (random.chance(0.1)) return { kind: 'other', text: '{"kind": "map"}', others: [] };
  const lines = Array.from({ length: random.below(4) }, () => textOf(random));
  return {
    ...{ kind: random.pick(['sql', 'markdown'] as const), text: lines.join('\n') },
    others: random.chance(0.2) ? [['wide', 'true']] : [],
  };
}

function textOf(random: SeededRandom): string {
  const signs = [...'ab "\\/{}[]:,\t\r\'é\u2028😀'];
  return Array.from({ length: random.below(12) }, () => random.pick(signs)).join('');
}
