// Whatever a statement does to personal data, none of it is in the answer; what counts, groups and joins comes out as
// it would with the values themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Engine, SqlValue } from '../../../../shared/engine/engine';
import { createSqlJsEngines } from '../../../../shared/engine/sqlJs/createSqlJsEngines';
import type { QueryEvent } from '../../../../shared/protocol/worker';
import { databaseFile } from '../../../../shared/sync/databaseFiles';
import { SeededRandom } from '../../../../shared/util/seededRandom';
import { queryDatabase } from '../../../../shared/worker/queryDatabase';
import { hasCode } from '../../../support/hasCode';
import { openFile } from '../../../support/openEngine';
import { scaled } from '../../../support/randomScale';
import { withTemporaryFolder } from '../../../support/temporaryFolder';

type Row = readonly SqlValue[];
type Ask = (sql: string, isMasked?: boolean) => Promise<readonly Row[]>;

interface Secrets {
  /** Personal values that no pseudonym, name or number of an answer holds by chance. */
  readonly all: readonly string[];
}

/** Statements whose answers would hold personal data, whole, in pieces or by another name. */
const prying: readonly string[] = [
  'SELECT * FROM ALLEVENTS',
  'SELECT visitorId AS eventType, upper(remoteIp) AS url FROM ALLEVENTS',
  `SELECT group_concat(visitorId || '|' || accountId) FROM ALLEVENTS`,
  'SELECT substr(visitorId, 2, 12), hex(userAgent), quote(accountId) FROM ALLEVENTS',
  'WITH x AS (SELECT visitorId v FROM ALLEVENTS) SELECT max(v) OVER (), lower(v) FROM x',
  'SELECT json_group_array(propertiesJson) FROM ALLEVENTS',
  'SELECT j.key, j.value, j.atom FROM ALLEVENTS, json_tree(propertiesJson) j',
  'SELECT a.id, e.visitorId FROM VISITORS a JOIN ALLEVENTS e ON e.visitorId = a.id',
  'SELECT (SELECT remoteIp FROM ALLEVENTS LIMIT 1), latitude + 0, round(longitude, 9) FROM ALLEVENTS',
  `SELECT url, replace(url, '?', ' ') FROM ALLEVENTS UNION ALL SELECT agent_email, id FROM VISITORS`,
  'SELECT name, createdByUser FROM PAGES UNION SELECT agent_email, auto_accountids FROM VISITORS',
  `SELECT printf('%s', visitorId), CAST(visitorId AS BLOB), typeof(latitude) FROM ALLEVENTS`,
  `SELECT error FROM _pds_slices`,
  'SELECT sql FROM sqlite_temp_schema',
  'SELECT reverse.v FROM (SELECT visitorId v FROM temp.ALLEVENTS ORDER BY v DESC) reverse',
];

test('no personal value is in any answer', async () => {
  for (let seed = 1; seed <= scaled(40); seed++) {
    await withPeople(seed, async (ask, { all }) => {
      for (const sql of prying) {
        const found = await leaked(ask, sql, all);
        assert.deepEqual(found, [], `seed ${seed}: ${sql}`);
      }
    });
  }
});

test('the same statements without masking do hold personal values', async () => {
  await withPeople(1, async (ask, { all }) => {
    for (const sql of ['SELECT * FROM ALLEVENTS', 'SELECT * FROM VISITORS']) {
      assert.notDeepEqual(textsIn(await ask(sql, false)).filter(isOneOf(all)), []);
    }
  });
});

test('counts, groups and joins come out as with the values themselves', async () => {
  for (let seed = 1; seed <= scaled(20); seed++) {
    await withPeople(seed, async ask => {
      for (const sql of [
        'SELECT count(*), count(DISTINCT visitorId), count(DISTINCT accountId) FROM ALLEVENTS',
        'SELECT count(*) n FROM ALLEVENTS GROUP BY visitorId, accountId ORDER BY n',
        'SELECT count(*) FROM ALLEVENTS JOIN VISITORS ON id = visitorId',
        `SELECT count(*) n FROM ALLEVENTS GROUP BY json_extract(propertiesJson, '$.plan') ORDER BY n`,
        `SELECT count(*) FROM VISITORS v, json_each(v.auto_accountids) a
          JOIN ALLEVENTS e ON e.accountId = a.value`,
        'SELECT pageId, count(name) FROM ALLEVENTS LEFT JOIN PAGES USING (pageId) GROUP BY 1',
      ]) {
        assert.deepEqual(await ask(sql), await ask(sql, false), `seed ${seed}: ${sql}`);
      }
    });
  }
});

test('who was found by a pseudonym is found by it again', async () => {
  await withPeople(3, async ask => {
    const [[visitor = null, count = null] = []] = await ask(
      'SELECT visitorId, count(*) FROM ALLEVENTS GROUP BY 1 LIMIT 1',
    );
    const sql = `SELECT count(*) FROM ALLEVENTS WHERE visitorId = '${String(visitor)}'`;
    assert.deepEqual(await ask(sql), [[count]]);
  });
});

test('the tables themselves cannot be named, and a wrong name says which there are', async () => {
  await withPeople(4, async ask => {
    for (const table of ['main.ALLEVENTS', 'visitor.VISITORS']) {
      await assert.rejects(ask(`SELECT * FROM ${table}`), hasCode('engine.sql', /no table/));
    }
    await assert.rejects(ask('SELECT * FROM ALLEVENT'), hasCode('engine.sql', /ALLEVENTS/));
    // Where the tables lie is another name in each statement.
    const names = async () =>
      (await ask('SELECT name FROM pragma_database_list')).map(([name]) => String(name));
    const [before, after] = [await names(), await names()];
    const secret = before.find(name => name.startsWith('s')) ?? '';
    assert.ok(!after.includes(secret));
    await assert.rejects(ask(`SELECT * FROM ${secret}.ALLEVENTS`), hasCode('engine.sql'));
  });
});

async function leaked(ask: Ask, sql: string, all: readonly string[]): Promise<string[]> {
  try {
    return textsIn(await ask(sql)).filter(isOneOf(all));
  } catch (error) {
    // What a statement cannot do, it does not tell either.
    hasCode('engine.sql')(error);
    return error instanceof Error ? [error.message].filter(isOneOf(all)) : [];
  }
}

function isOneOf(secrets: readonly string[]): (text: string) => boolean {
  return text => secrets.some(secret => text.toLowerCase().includes(secret.toLowerCase()));
}

/** What can be read in rows: also the bytes of blobs, as text and as hexadecimal digits. */
function textsIn(rows: readonly Row[]): string[] {
  return rows.flat().flatMap(value => {
    const text = value instanceof Uint8Array ? Buffer.from(value).toString() : String(value);
    const isHex = /^([0-9A-F]{2})+$/.test(text);
    return isHex ? [text, Buffer.from(text, 'hex').toString()] : [text];
  });
}

async function withPeople(
  seed: number,
  body: (ask: Ask, secrets: Secrets) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    const all = await writePeople(folder, new SeededRandom(seed));
    const engines = await createSqlJsEngines();
    const masking = { key: `key ${seed}` };
    const ask: Ask = async (sql, isMasked = true) => {
      const rows: Row[] = [];
      const recipe = { database: folder, application: '2', sql, ...(isMasked ? { masking } : {}) };
      await queryDatabase(engines, recipe, {
        signal: new AbortController().signal,
        progress: (event: QueryEvent) => event.kind === 'rows' && rows.push(...event.rows),
        drained: () => Promise.resolve(),
        isCancelled: () => false,
      });
      return rows;
    };
    await body(ask, { all });
  });
}

/** A database of events and one of visitors; resolves with what is personal in them. */
async function writePeople(folder: string, random: SeededRandom): Promise<string[]> {
  const secrets: string[] = [];
  const word = (): string =>
    Array.from({ length: 14 }, () => 'ghjkmnpqrtvwxyz'[random.below(15)]).join('');
  const secret = (text = word()): string => {
    secrets.push(text);
    return text;
  };
  const people = Array.from({ length: 5 }, () => ({
    visitor: secret(),
    account: secret(),
    ip: secret(`${random.between(100, 255)}.${random.between(100, 255)}.77.91`),
    email: secret(`${word()}@${word()}.example`),
    place: 10 + random.below(1e9) / 1e9,
  }));
  const events = await openFile(databaseFile(folder, '1', '2').file);
  events.run(`CREATE TABLE ALLEVENTS (eventType TEXT, visitorId TEXT, accountId TEXT, remoteIp TEXT,
    userAgent TEXT, url TEXT, propertiesJson TEXT, latitude REAL, longitude REAL, pageId TEXT);
    CREATE TABLE PAGES (pageId TEXT, name TEXT, createdByUser TEXT);
    CREATE TABLE _pds_slices (kind TEXT, error TEXT)`);
  for (let row = 0; row < 12; row++) {
    const { visitor, account, ip, email, place } = random.pick(people);
    secrets.push(String(place));
    const properties = JSON.stringify({ plan: secret(), nested: [visitor, { email }], n: 7 });
    const agent = secret(`Browser ${word()}`);
    const url = `https://acme.example/p?u=${visitor}&e=${encodeURIComponent(email)}`;
    insert(events, 'ALLEVENTS', [
      ...['click', visitor, random.chance(0.2) ? null : account, ip, agent, url, properties],
      ...[place, -place, `p${random.below(2)}`],
    ]);
  }
  const author = JSON.stringify({ first: secret(), email: people[0]?.email });
  insert(events, 'PAGES', ['p0', `Page of ${people[0]?.email ?? ''}`, author]);
  insert(events, '_pds_slices', ['allEvents', `row of ${people[1]?.email ?? ''} is wrong`]);
  events.close();
  const visitors = await openFile(databaseFile(folder, '1', 'visitor').file);
  visitors.run('CREATE TABLE VISITORS (id TEXT, auto_accountids TEXT, agent_email TEXT)');
  for (const { visitor, account, email } of people) {
    insert(visitors, 'VISITORS', [visitor, JSON.stringify([account]), email]);
  }
  visitors.close();
  return secrets;
}

function insert(engine: Engine, table: string, values: Row): void {
  engine.run(`INSERT INTO ${table} VALUES (${values.map(() => '?').join()})`, values);
}
